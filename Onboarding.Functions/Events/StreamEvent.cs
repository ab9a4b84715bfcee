using System.Text.Json.Serialization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Events;

/// <summary>
/// A batch of DynamoDB stream records in AWS's own casing, which follows no rule: <c>eventID</c>, <c>awsRegion</c>,
/// <c>eventSourceARN</c>, <c>dynamodb.NewImage</c>
/// (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
/// </summary>
internal sealed record StreamEvent
{
    [JsonPropertyName("Records")]
    public IReadOnlyList<StreamRecord> Records { get; init; } = [];
}

internal sealed record StreamRecord
{
    [JsonPropertyName("eventID")]
    public string EventId { get; init; } = "";

    /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
    [JsonPropertyName("eventName")]
    public string EventName { get; init; } = "";

    [JsonPropertyName("eventVersion")]
    public string EventVersion { get; init; } = "";

    [JsonPropertyName("eventSource")]
    public string EventSource { get; init; } = "";

    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get; init; } = "";

    [JsonPropertyName("eventSourceARN")]
    public string EventSourceArn { get; init; } = "";

    [JsonPropertyName("dynamodb")]
    public StreamChange Change { get; init; } = new();

    /// <summary>From <c>arn:aws:dynamodb:us-east-1:123456789012:table/Users/stream/2026-11-20T…</c>.</summary>
    [JsonIgnore]
    public string TableName => EventSourceArn.Split('/') is { Length: > 1 } parts ? parts[1] : "";
}

internal sealed record StreamChange
{
    /// <summary>Epoch seconds; AWS also writes them as <c>1.48018782E9</c>.</summary>
    [JsonPropertyName("ApproximateCreationDateTime")]
    public double ApproximateCreationDateTime { get; init; }

    [JsonPropertyName("Keys")]
    [JsonConverter(typeof(AttributeMapConverter))]
    public Dictionary<string, AttributeValue>? Keys { get; init; }

    [JsonPropertyName("NewImage")]
    [JsonConverter(typeof(AttributeMapConverter))]
    public Dictionary<string, AttributeValue>? NewImage { get; init; }

    [JsonPropertyName("OldImage")]
    [JsonConverter(typeof(AttributeMapConverter))]
    public Dictionary<string, AttributeValue>? OldImage { get; init; }

    [JsonPropertyName("SequenceNumber")]
    public string SequenceNumber { get; init; } = "";

    [JsonPropertyName("SizeBytes")]
    public long SizeBytes { get; init; }

    [JsonPropertyName("StreamViewType")]
    public string StreamViewType { get; init; } = "";
}
