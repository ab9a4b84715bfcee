namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>Whether an event source mapping delivers.</summary>
public enum EventSourceState
{
    /// <summary>Enabled, and not held back.</summary>
    Running,

    /// <summary>Enabled, and held back by hand, with its clock standing.</summary>
    Paused,

    /// <summary>By the template, or by UpdateEventSourceMapping.</summary>
    Disabled,
}

/// <summary>An event source mapping: from a stream or a queue to a function.</summary>
public sealed record EventSourceView
{
    /// <summary>The mapping's id, as CreateEventSourceMapping answers it.</summary>
    public required string Uuid { get; init; }

    /// <summary>The function that it delivers to.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The stream's or the queue's.</summary>
    public required string SourceArn { get; init; }

    /// <summary>The table or the queue.</summary>
    public required string SourceName { get; init; }

    /// <summary>Whether it delivers now.</summary>
    public required EventSourceState State { get; init; }

    /// <summary>How the last batch went, in AWS's words: <c>OK</c>, or <c>PROBLEM: …</c>.</summary>
    public required string LastProcessingResult { get; init; }

    /// <summary>How much of the source is not done.</summary>
    public required ulong Lag { get; init; }

    /// <summary>Records that were taken from the source and are not done.</summary>
    public required int OpenCount { get; init; }

    /// <summary>The queue that hears of discarded records; null where there is none.</summary>
    public required string? OnFailureArn { get; init; }

    /// <summary>Whether the records that a failure document names can be delivered once more.</summary>
    public required bool IsRedrivable { get; init; }
}
