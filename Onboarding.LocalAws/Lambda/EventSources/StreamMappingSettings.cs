namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Where a new mapping starts to read.</summary>
internal enum StartingPosition
{
    /// <summary>At the oldest record that the stream still has.</summary>
    TRIM_HORIZON,

    /// <summary>At the first record that is written after the mapping was created.</summary>
    LATEST,
}

/// <summary>
/// Every setting of an event source mapping for a stream, with AWS's defaults
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html).
/// </summary>
internal sealed record StreamMappingSettings : MappingSettings
{
    public required StartingPosition StartingPosition { get; init; }

    public override int BatchSize { get; init; } = 100;

    /// <summary>1 to 10: batches of different items that are delivered at once.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    public bool BisectsBatchOnFunctionError { get; init; }

    /// <summary>Null retries until the record expires.</summary>
    public int? RetryAttemptsMax { get; init; }

    /// <summary>Null discards only what the stream itself has forgotten.</summary>
    public TimeSpan? RecordAgeMax { get; init; }

    /// <summary>ARN of the queue that hears of discarded records.</summary>
    public string? OnFailureArn { get; init; }

    /// <summary>1 to 900 seconds; then there is one lane.</summary>
    public TimeSpan? TumblingWindow { get; init; }
}
