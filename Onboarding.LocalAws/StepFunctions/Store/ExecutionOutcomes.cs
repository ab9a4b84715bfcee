namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>What became of a wish to start an execution.</summary>
internal abstract record StartOutcome
{
    public sealed record Started(Execution Execution) : StartOutcome;

    /// <summary>It runs already, with the same input.</summary>
    public sealed record Running(Execution Execution) : StartOutcome;

    /// <summary>The name was used within 90 days.</summary>
    public sealed record NameUsed : StartOutcome;

    public sealed record TooMany : StartOutcome;
}

/// <param name="LastEventId">
/// Of the events that were appended; only where it is <see cref="ProgressKind.Kept"/>.
/// </param>
internal readonly record struct ProgressOutcome(ProgressKind Kind, long LastEventId);

internal enum ProgressKind
{
    Kept,

    /// <summary>The execution has ended meanwhile.</summary>
    Ended,

    /// <summary>The history is full.</summary>
    Full,
}
