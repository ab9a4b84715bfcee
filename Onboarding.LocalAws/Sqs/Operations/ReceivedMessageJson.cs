using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A received message with the attributes that were asked for.</summary>
internal static class ReceivedMessageJson
{
    private static readonly string[] SystemNames =
    [
        "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "AWSTraceHeader",
        "DeadLetterQueueSourceArn", "MessageDeduplicationId", "MessageGroupId", "SequenceNumber",
    ];

    public static void Write(
        Utf8JsonWriter response,
        string queue,
        SqsMessage message,
        IReadOnlyList<string> systemNames,
        IReadOnlyList<string> attributeNames)
    {
        response.WriteStartObject();
        response.WriteString("MessageId"u8, message.MessageId);
        response.WriteString("ReceiptHandle"u8, Receipt.HandleOf(queue, message));
        response.WriteString("MD5OfBody"u8, message.Md5OfBody);
        response.WriteString("Body"u8, message.Body);
        WriteSystem(response, message, systemNames);
        WriteOwn(response, message, attributeNames);
        response.WriteEndObject();
    }

    public static void ValidateSystemNames(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (name != "All" && !SystemNames.Contains(name))
            {
                throw SqsErrors.UnknownAttribute(name);
            }
        }
    }

    private static void WriteSystem(Utf8JsonWriter response, SqsMessage message, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        response.WriteStartObject("Attributes"u8);
        foreach (var name in names.Contains("All") ? SystemNames : names.Distinct())
        {
            if (Value(name, message) is { } value)
            {
                response.WriteString(name, value);
            }
        }

        response.WriteEndObject();
    }

    private static string? Value(string name, SqsMessage message) => name switch
    {
        "SenderId" => message.SenderId,
        "SentTimestamp" => Milliseconds(message.SentAt),
        "ApproximateReceiveCount" => message.ReceiveCount.ToString(CultureInfo.InvariantCulture),
        "ApproximateFirstReceiveTimestamp" => Milliseconds(message.FirstReceivedAt!.Value),
        "AWSTraceHeader" => message.TraceHeader,
        "DeadLetterQueueSourceArn" => message.DeadLetterQueueSourceArn,
        "MessageDeduplicationId" => message.MessageDeduplicationId,
        "MessageGroupId" => message.MessageGroupId,
        "SequenceNumber" => message.SequenceNumber,
        _ => null,
    };

    /// <summary>Names may end in <c>.*</c> (<c>bar.*</c>) and may be <c>All</c> or <c>.*</c>.</summary>
    private static void WriteOwn(Utf8JsonWriter response, SqsMessage message, IReadOnlyList<string> names)
    {
        var wanted = message.Attributes.Values.Where(a => names.Any(n => Matches(n, a.Key))).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        response.WriteString("MD5OfMessageAttributes"u8, MessageAttributes.Digest(wanted));
        response.WriteStartObject("MessageAttributes"u8);
        foreach (var (name, attribute) in wanted)
        {
            response.WriteStartObject(name);
            if (attribute.IsBinary)
            {
                response.WriteBase64String("BinaryValue"u8, attribute.Bytes);
            }
            else
            {
                response.WriteString("StringValue"u8, attribute.Bytes);
            }

            response.WriteString("DataType"u8, attribute.DataType);
            response.WriteEndObject();
        }

        response.WriteEndObject();
    }

    private static bool Matches(string pattern, string name) =>
        pattern is "All" or ".*"
        || pattern == name
        || (pattern.EndsWith(".*", StringComparison.Ordinal)
            && name.StartsWith(pattern.AsSpan(0, pattern.Length - 2), StringComparison.Ordinal));

    private static string Milliseconds(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
