namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// Every setting of an event source mapping for a queue, with AWS's defaults
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html).
/// </summary>
internal sealed record QueueMappingSettings : MappingSettings
{
    public override int BatchSize { get; init; } = 10;

    /// <summary>
    /// 2 to 1,000 batches at once. Without it AWS begins with five and adds more while the queue stays full; here it
    /// stays at five.
    /// </summary>
    public int? ConcurrencyMax { get; init; }

    public int Concurrency => ConcurrencyMax ?? 5;
}
