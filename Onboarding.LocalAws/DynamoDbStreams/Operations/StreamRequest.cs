using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>What the operations on streams are asked, as it was read.</summary>
internal struct StreamRequest
{
    private const int ArnLengthMin = 37;
    private const int ArnLengthMax = 1024;

    public string? StreamArn;
    public string? ShardId;

    /// <summary>The name or ARN of a stream or shard after which the response begins.</summary>
    public string? ExclusiveStart;
    public string? TableName;
    public ShardIteratorType? IteratorType;
    public string? SequenceNumber;
    public string? Iterator;
    public long? Limit;
    private string? _iteratorTypeText;

    public static readonly Member<StreamRequest> StreamArnRow = new(
        nameof(StreamArn),
        static (ref reader, ref it) => it.StreamArn = reader.ReadString(),
        static (ref it, ref faults) => faults.RequiredLength(it.StreamArn, "streamArn", ArnLengthMin, ArnLengthMax));

    public static readonly Member<StreamRequest> ShardIteratorTypeRow = new(
        nameof(ShardIteratorType),
        static (ref reader, ref it) => it._iteratorTypeText = reader.ReadString(),
        static (ref it, ref faults) =>
        {
            faults.Required(it._iteratorTypeText, "shardIteratorType");
            it.IteratorType = faults.Enum<ShardIteratorType>(
                it._iteratorTypeText,
                "shardIteratorType",
                "AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON");
        });

    public static Member<StreamRequest> LimitRow(int max) => new(
        nameof(Limit),
        static (ref reader, ref it) => it.Limit = reader.ReadInteger(),
        (ref it, ref faults) => faults.Range(it.Limit, "limit", 1, max));
}
