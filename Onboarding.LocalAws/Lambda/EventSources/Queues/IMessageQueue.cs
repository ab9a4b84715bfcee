using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>What a mapping needs from SQS: one queue of it. Safe for concurrent use.</summary>
internal interface IMessageQueue
{
    string QueueArn { get; }

    /// <summary>
    /// Whether messages of one group must reach the function in order. The queue itself gives out no message of a group
    /// while others of it are with the function.
    /// </summary>
    bool IsFifo { get; }

    /// <summary>Messages that are not deleted, visible or not.</summary>
    int Count { get; }

    /// <summary>Completes once a message can be received.</summary>
    /// <exception cref="InvalidOperationException">The queue is gone.</exception>
    Task WhenAnyAsync(CancellationToken stop);

    /// <summary>Takes what is visible now, for as long as the queue's visibility timeout says.</summary>
    Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int countMax, CancellationToken stop);

    void Delete(QueueMessage message);

    /// <summary>Makes the message visible at once.</summary>
    void Release(QueueMessage message);
}

/// <summary>One receiving of a message.</summary>
/// <param name="VisibleAt">When it can be received again, unless it is deleted.</param>
/// <param name="Json">The message as an element of the event's <c>Records</c>.</param>
internal sealed record QueueMessage(
    string MessageId, string ReceiptHandle, string Body, RunningInstant VisibleAt, ReadOnlyMemory<byte> Json)
{
    /// <summary>The span that sent it; null where none was recorded.</summary>
    public SpanOrigin? Sender { get; init; }
}
