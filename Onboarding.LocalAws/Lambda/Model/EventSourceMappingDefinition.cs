namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>
/// One AWS::Lambda::EventSourceMapping, every value resolved. Defaults are AWS's
/// (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html).
/// </summary>
internal sealed record EventSourceMappingDefinition
{
    public required string LogicalId { get; init; }

    /// <summary>The function's name or ARN.</summary>
    public required string FunctionName { get; init; }

    /// <summary>ARN of a table's stream or of a queue.</summary>
    public required string EventSourceArn { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>TRIM_HORIZON or LATEST for a stream; null for a queue.</summary>
    public string? StartingPosition { get; init; }

    /// <summary>Null is the source's default: 100 records of a stream, 10 messages of a queue.</summary>
    public int? BatchSize { get; init; }

    public TimeSpan BatchingWindow { get; init; }

    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>
    /// EventBridge patterns as JSON; a record that matches any of them is delivered. Empty delivers all.
    /// </summary>
    public IReadOnlyList<string> FilterPatterns { get; init; } = [];

    public bool ReportsBatchItemFailures { get; init; }

    public bool BisectsBatchOnFunctionError { get; init; }

    /// <summary>Null retries until the record expires (−1 in AWS).</summary>
    public int? RetryAttemptsMax { get; init; }

    /// <summary>Null never discards by age (−1 in AWS).</summary>
    public TimeSpan? RecordAgeMax { get; init; }

    public string? OnFailureArn { get; init; }

    public TimeSpan? TumblingWindow { get; init; }

    /// <summary>ScalingConfig of a queue; null is no limit.</summary>
    public int? ConcurrencyMax { get; init; }
}
