namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>A queue with the counts that GetQueueAttributes answers.</summary>
public sealed record QueueView
{
    /// <summary>The queue's name.</summary>
    public required string Name { get; init; }

    /// <summary>The queue's ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created, by the host's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>ApproximateNumberOfMessages.</summary>
    public required int VisibleCount { get; init; }

    /// <summary>ApproximateNumberOfMessagesNotVisible.</summary>
    public required int InFlightCount { get; init; }

    /// <summary>ApproximateNumberOfMessagesDelayed.</summary>
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
