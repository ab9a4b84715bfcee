using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// Names, ranges and meaning of queue attributes.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html.
/// </summary>
internal static class AttributeRules
{
    /// <param name="queue">Of the type that the queue has.</param>
    public static QueueAttributes Apply(
        QueueAttributes queue, IReadOnlyDictionary<string, string> values, SqsContext context, string operation)
    {
        foreach (var (name, value) in values)
        {
            queue = Apply(queue, name, value, context, operation);
        }

        return queue;
    }

    /// <summary>Takes the named attributes from one and all others from the other.</summary>
    public static QueueAttributes Merge(QueueAttributes current, QueueAttributes given, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            current = name switch
            {
                "DelaySeconds" => current with { Delay = given.Delay },
                "MaximumMessageSize" => current with { MaximumMessageSize = given.MaximumMessageSize },
                "MessageRetentionPeriod" => current with { MessageRetentionPeriod = given.MessageRetentionPeriod },
                "ReceiveMessageWaitTimeSeconds" =>
                    current with { ReceiveMessageWaitTime = given.ReceiveMessageWaitTime },
                "VisibilityTimeout" => current with { VisibilityTimeout = given.VisibilityTimeout },
                "RedrivePolicy" => current with { RedrivePolicy = given.RedrivePolicy },
                "Policy" => current with { Policy = given.Policy },
                "RedriveAllowPolicy" => current with { RedriveAllowPolicy = given.RedriveAllowPolicy },
                "SqsManagedSseEnabled" => current with { SqsManagedSseEnabled = given.SqsManagedSseEnabled },
                _ => FifoAttributeRules.Merge(current, given, name),
            };
        }

        return current;
    }

    /// <summary>The attribute that differs; null where the queues are alike.</summary>
    public static string? Difference(QueueAttributes given, QueueAttributes existing, IEnumerable<string> names) =>
        names.FirstOrDefault(name => Text(given, name) != Text(existing, name));

    /// <summary>The value as GetQueueAttributes answers it; null where the attribute is not set.</summary>
    public static string? Text(QueueAttributes queue, string name) => name switch
    {
        "DelaySeconds" => Seconds(queue.Delay),
        "MaximumMessageSize" => queue.MaximumMessageSize.ToString(CultureInfo.InvariantCulture),
        "MessageRetentionPeriod" => Seconds(queue.MessageRetentionPeriod),
        "ReceiveMessageWaitTimeSeconds" => Seconds(queue.ReceiveMessageWaitTime),
        "VisibilityTimeout" => Seconds(queue.VisibilityTimeout),
        "RedrivePolicy" => queue.RedrivePolicy?.Text,
        "Policy" => queue.Policy,
        "RedriveAllowPolicy" => queue.RedriveAllowPolicy,
        "SqsManagedSseEnabled" => queue.SqsManagedSseEnabled ? "true" : "false",
        _ when FifoAttributeRules.Names.Contains(name) => FifoAttributeRules.Text(queue.Fifo, name),
        _ => null,
    };

    private static QueueAttributes Apply(
        QueueAttributes queue, string name, string value, SqsContext context, string operation) => name switch
        {
            "DelaySeconds" => queue with { Delay = Duration(name, value, 0, 900) },
            "MaximumMessageSize" => queue with { MaximumMessageSize = Integer(name, value, 1_024, 1_048_576) },
            "MessageRetentionPeriod" => queue with { MessageRetentionPeriod = Duration(name, value, 60, 1_209_600) },
            "ReceiveMessageWaitTimeSeconds" => queue with { ReceiveMessageWaitTime = Duration(name, value, 0, 20) },
            "VisibilityTimeout" => queue with { VisibilityTimeout = Duration(name, value, 0, 43_200) },
            "RedrivePolicy" => queue with
            {
                RedrivePolicy = value.Length == 0 ? null : ReadRedrivePolicy(value, queue, context),
            },
            "Policy" => queue with { Policy = value.Length == 0 ? null : Json(name, value) },
            "RedriveAllowPolicy" => queue with { RedriveAllowPolicy = value.Length == 0 ? null : Json(name, value) },
            "SqsManagedSseEnabled" => queue with { SqsManagedSseEnabled = Boolean(name, value) },
            _ when FifoAttributeRules.Names.Contains(name) => FifoAttributeRules.Apply(queue, name, value),
            "KmsMasterKeyId" or "KmsDataKeyReusePeriodSeconds" =>
                throw SqsErrors.Unsupported(operation, $"SSE-KMS ({name})"),
            _ => throw SqsErrors.UnknownAttribute(name),
        };

    /// <summary><c>{"deadLetterTargetArn":"arn:…","maxReceiveCount":5}</c>; the count may be a text.</summary>
    private static RedrivePolicy ReadRedrivePolicy(string text, QueueAttributes queue, SqsContext context)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var arn = json.RootElement.GetProperty("deadLetterTargetArn").GetString() ?? "";
            var given = json.RootElement.GetProperty("maxReceiveCount");
            var countText = given.ValueKind == JsonValueKind.String ? given.GetString() : given.GetRawText();
            if (!int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count is < 1 or > 1_000)
            {
                throw SqsErrors.InvalidValue(
                    text, "RedrivePolicy", "Invalid value for maxReceiveCount: must be between 1 and 1000.");
            }

            var target = context.Queues.NameOf(arn) is { } name ? context.Store.AttributesOf(name) : null;
            return target is null
                ? throw SqsErrors.InvalidValue(text, "RedrivePolicy", "Dead letter target does not exist.")
                : target.Fifo is null == queue.Fifo is null
                ? new RedrivePolicy(arn, count, text)
                // Recorded, with both full stops.
                : throw SqsErrors.InvalidValue(
                    text, "RedrivePolicy", "Dead-letter queue must be same type of queue as the source..");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw SqsErrors.InvalidValue(
                text,
                "RedrivePolicy",
                "Amazon SQS can't create the redrive policy, as it's in an unsupported format.");
        }
    }

    private static string Json(string name, string value)
    {
        try
        {
            JsonDocument.Parse(value).Dispose();
            return value;
        }
        catch (JsonException)
        {
            throw SqsErrors.InvalidAttribute(name);
        }
    }

    private static bool Boolean(string name, string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw SqsErrors.InvalidAttribute(name),
    };

    private static TimeSpan Duration(string name, string value, int min, int max) =>
        TimeSpan.FromSeconds(Integer(name, value, min, max));

    private static int Integer(string name, string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : throw SqsErrors.InvalidAttribute(name);

    private static string Seconds(TimeSpan time) =>
        ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
