using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// SendMessage.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html.
/// </summary>
internal sealed class SendMessage(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SendMessage";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:SendMessage", SqsResources.Queue)];

    public OperationMembers Members { get; } = new(
        "QueueUrl", "MessageBody", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes", "MessageGroupId",
        "MessageDeduplicationId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var given = MessageInput.Read(call.Input);
        var queue = context.QueueIn(call.Input);
        var attributes = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();
        given.Validate(attributes);
        WriteSent(call.Response, given.Send(context, queue, attributes, call.Caller));
        return ValueTask.CompletedTask;
    }

    public static void WriteSent(Utf8JsonWriter response, SqsMessage sent)
    {
        response.WriteString("MD5OfMessageBody"u8, sent.Md5OfBody);
        if (sent.Attributes.Md5 is { } md5)
        {
            response.WriteString("MD5OfMessageAttributes"u8, md5);
        }

        if (sent.TraceHeader is { } trace)
        {
            var header = new MessageAttribute("String", Encoding.UTF8.GetBytes(trace));
            response.WriteString(
                "MD5OfMessageSystemAttributes"u8, MessageAttributes.Digest([new("AWSTraceHeader", header)]));
        }

        response.WriteString("MessageId"u8, sent.MessageId);
        if (sent.SequenceNumber is { } sequenceNumber)
        {
            response.WriteString("SequenceNumber"u8, sequenceNumber);
        }
    }
}
