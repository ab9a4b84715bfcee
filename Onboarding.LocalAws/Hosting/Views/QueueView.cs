namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>A queue with the counts that GetQueueAttributes answers.</summary>
public sealed record QueueView
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int VisibleCount { get; init; }

    public required int InFlightCount { get; init; }

    public required int DelayedCount { get; init; }

    /// <summary>
    /// Whether another queue gives its messages up to it, or an event source reports discarded records to it.
    /// </summary>
    public required bool IsDeadLetterQueue { get; init; }

    /// <summary>Null where it gives no message up.</summary>
    public required string? DeadLetterTargetArn { get; init; }

    /// <summary>All that are not deleted.</summary>
    public int Count => VisibleCount + InFlightCount + DelayedCount;
}
