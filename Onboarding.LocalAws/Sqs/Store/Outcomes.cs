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

/// <param name="NextVisibleAt">When the next message becomes visible by itself; null where there is none.</param>
/// <param name="Arrival">Completes once a message was stored since.</param>
internal sealed record ReceiveAttempt(IReadOnlyList<SqsMessage> Messages, RunningInstant? NextVisibleAt, Task Arrival);
