using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

internal enum PurgeOutcome
{
    Purged,
    NoQueue,
    InProgress,
}

internal enum SendOutcome
{
    Sent,
    NoQueue,
    TooLong,

    /// <summary>A FIFO queue, and the message lacks its group or its deduplication id.</summary>
    NoGroup,
}

internal enum DeleteOutcome
{
    /// <summary>Or gone before, or received again since, which is no error in a standard queue.</summary>
    Deleted,
    NoQueue,
    HandleExpired,
}

internal enum VisibilityOutcome
{
    Changed,
    NoQueue,
    NotInFlight,
}

/// <summary>A queue at one moment, with the three counts that GetQueueAttributes answers (exact here).</summary>
internal sealed record QueueSnapshot(
    QueueAttributes Attributes,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastModifiedAt,
    int VisibleCount,
    int InFlightCount,
    int DelayedCount);

/// <param name="Visibility">For how long the messages are hidden; null for the queue's own timeout.</param>
/// <param name="AttemptId">ReceiveRequestAttemptId; null for none.</param>
internal readonly record struct ReceiveRequest(int CountMax, TimeSpan? Visibility = null, string? AttemptId = null);

/// <param name="NextVisibleAt">
/// From when on there is something to receive if nothing else happens; null for never.
/// </param>
/// <param name="Arrival">Completes once a message was stored since.</param>
internal sealed record ReceiveAttempt(IReadOnlyList<SqsMessage> Messages, RunningInstant? NextVisibleAt, Task Arrival);
