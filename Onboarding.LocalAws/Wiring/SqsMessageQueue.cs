using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wiring;

/// <summary>A queue as Lambda's event source mappings read it.</summary>
internal sealed class SqsMessageQueue(
    SqsQueues queues, string name, string queueArn, string region, IDurability durability) : IMessageQueue
{
    public string QueueArn => queueArn;

    public bool IsFifo => queues.Describe(name)?.Attributes.Fifo is not null;

    public TimeSpan VisibilityTimeout => queues.Describe(name)?.Attributes.VisibilityTimeout ?? TimeSpan.Zero;

    public int Count =>
        queues.Describe(name) is { } queue ? queue.VisibleCount + queue.InFlightCount + queue.DelayedCount : 0;

    public async Task WhenAnyAsync(CancellationToken stop)
    {
        if (!await queues.WhenVisibleAsync(name, stop))
        {
            throw Gone();
        }
    }

    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int countMax, CancellationToken stop)
    {
        var received = await queues.ReceiveAsync(name, new ReceiveRequest(countMax), TimeSpan.Zero, stop)
            ?? throw Gone();
        await durability.WhenDurableAsync().WaitAsync(stop);
        return [.. received.Select(Describe)];
    }

    public void Delete(QueueMessage message) => queues.Delete(name, message.ReceiptHandle);

    public void Release(QueueMessage message) =>
        queues.ChangeVisibility(name, message.ReceiptHandle, TimeSpan.Zero);

    private InvalidOperationException Gone() => new($"The queue {queueArn} of an event source mapping is gone.");

    private QueueMessage Describe(SqsMessage message)
    {
        var handle = Receipt.HandleOf(name, message);
        return new QueueMessage(message.MessageId, handle, message.Body, message.VisibleAt, Write(message, handle))
        {
            Sender = message.Sender,
        };
    }

    /// <summary>
    /// An element of the event's Records, as https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html shows it.
    /// </summary>
    private ReadOnlyMemory<byte> Write(SqsMessage message, string handle)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + message.Body.Length);
        using (var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("messageId"u8, message.MessageId);
            json.WriteString("receiptHandle"u8, handle);
            json.WriteString("body"u8, message.Body);
            WriteSystem(json, message);
            WriteOwn(json, message.Attributes);
            json.WriteString("md5OfBody"u8, message.Md5OfBody);
            json.WriteString("eventSource"u8, "aws:sqs"u8);
            json.WriteString("eventSourceARN"u8, queueArn);
            json.WriteString("awsRegion"u8, region);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteSystem(Utf8JsonWriter json, SqsMessage message)
    {
        json.WriteStartObject("attributes"u8);
        json.WriteString(
            "ApproximateReceiveCount"u8, message.ReceiveCount.ToString(CultureInfo.InvariantCulture));
        if (message.TraceHeader is { } trace)
        {
            json.WriteString("AWSTraceHeader"u8, trace);
        }

        json.WriteString("SentTimestamp"u8, Milliseconds(message.SentAt));
        json.WriteString("SenderId"u8, message.SenderId);
        json.WriteString("ApproximateFirstReceiveTimestamp"u8, Milliseconds(message.FirstReceivedAt!.Value));
        if (message.DeadLetterQueueSourceArn is { } source)
        {
            json.WriteString("DeadLetterQueueSourceArn"u8, source);
        }

        if (message.MessageGroupId is { } group)
        {
            json.WriteString("MessageGroupId"u8, group);
        }

        if (message.MessageDeduplicationId is { } deduplicationId)
        {
            json.WriteString("MessageDeduplicationId"u8, deduplicationId);
            json.WriteString("SequenceNumber"u8, message.SequenceNumber);
        }

        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, MessageAttributes attributes)
    {
        json.WriteStartObject("messageAttributes"u8);
        foreach (var (name, attribute) in attributes.Values)
        {
            json.WriteStartObject(name);
            if (attribute.IsBinary)
            {
                json.WriteBase64String("binaryValue"u8, attribute.Bytes);
            }
            else
            {
                json.WriteString("stringValue"u8, attribute.Bytes);
            }

            json.WriteStartArray("stringListValues"u8);
            json.WriteEndArray();
            json.WriteStartArray("binaryListValues"u8);
            json.WriteEndArray();
            json.WriteString("dataType"u8, attribute.DataType);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Milliseconds(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
