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
    public required IReadOnlyList<StreamRecord> Records { get; init; }
}

internal sealed record StreamRecord
{
    [JsonPropertyName("eventID")]
    public string? EventId { get; init; }

    [JsonPropertyName("awsRegion")]
    public string? AwsRegion { get; init; }

    /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
    [JsonPropertyName("eventName")]
    public required string EventName { get; init; }

    [JsonPropertyName("eventSourceARN")]
    public required string EventSourceArn { get; init; }

    [JsonPropertyName("dynamodb")]
    public required StreamChange Change { get; init; }

    /// <summary>From <c>arn:aws:dynamodb:us-east-1:123456789012:table/Users/stream/2026-11-20T…</c>.</summary>
    [JsonIgnore]
    public string TableName => EventSourceArn.Split('/') is { Length: > 1 } parts ? parts[1] : "";
}

internal sealed record StreamChange
{
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
    public required string SequenceNumber { get; init; }
}
