using Onboarding.LocalAws.EventPatterns;

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
internal sealed record StreamMappingSettings
{
    /// <summary>A UUID; the same for the same template, so that checkpoints outlive a restart.</summary>
    public required string Uuid { get; init; }

    /// <summary>The function's plain name.</summary>
    public required string FunctionName { get; init; }

    public required string FunctionArn { get; init; }

    public required string EventSourceArn { get; init; }

    public required StartingPosition StartingPosition { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>1 to 10,000.</summary>
    public int BatchSize { get; init; } = 100;

    public TimeSpan BatchingWindow { get; init; }

    /// <summary>1 to 10: batches of different items that are delivered at once.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>A record is delivered where any of them matches it; without any, every record is.</summary>
    public IReadOnlyList<EventPattern> Filters { get; init; } = [];

    /// <summary>The filters as they were written.</summary>
    public IReadOnlyList<string> FilterPatterns { get; init; } = [];

    public bool ReportsBatchItemFailures { get; init; }

    public bool BisectsBatchOnFunctionError { get; init; }

    /// <summary>Null retries until the record expires.</summary>
    public int? RetryAttemptsMax { get; init; }

    /// <summary>Null discards only what the stream itself has forgotten.</summary>
    public TimeSpan? RecordAgeMax { get; init; }

    /// <summary>ARN of the queue that hears of discarded records.</summary>
    public string? OnFailureArn { get; init; }

    public TimeSpan? TumblingWindow { get; init; }
}
