using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What the batch operations and the transactions are asked, as it was read.</summary>
/// <typeparam name="TEntry">What one entry of RequestItems or TransactItems is read to.</typeparam>
internal struct BatchRequest<TEntry>
{
    public List<TEntry>? Entries;
    public ReturnConsumedCapacity Detail;

    /// <summary>TransactWriteItems' alone.</summary>
    public string? ClientToken;
    public ulong Fingerprint;

    private string? _detailText;
    private string? _metricsText;

    public static readonly Member<BatchRequest<TEntry>> ReturnConsumedCapacityRow = new(
        "ReturnConsumedCapacity",
        static (ref reader, ref it) => it._detailText = reader.ReadString(),
        static (ref it, ref faults) => it.Detail = SharedMembers.ReturnConsumedCapacity(it._detailText, ref faults));

    public static Member<BatchRequest<TEntry>> ReturnItemCollectionMetricsRow(string operation) => new(
        "ReturnItemCollectionMetrics",
        static (ref reader, ref it) => it._metricsText = reader.ReadString(),
        (ref it, ref faults) => SharedMembers.RefuseItemCollectionMetrics(operation, it._metricsText, ref faults));
}
