using System.Text.Json.Serialization;

namespace Onboarding.Functions.Events;

/// <summary>
/// A batch of messages of a queue: <c>{"Records":[{"messageId":"…","body":"…",…}]}</c>
/// (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html).
/// </summary>
internal sealed record QueueEvent
{
    [JsonPropertyName("Records")]
    public required IReadOnlyList<QueueMessage> Records { get; init; }
}

internal sealed record QueueMessage
{
    public required string MessageId { get; init; }

    public required string Body { get; init; }
}
