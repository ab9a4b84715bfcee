using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>The messages of every queue.</summary>
internal sealed class SqsStore(
    AwsScope scope, RunningTime time, IChangeLog<SqsChange> log, ILogger<SqsStore> logger)
    : QueueStore(scope, time, log, logger)
{
    /// <param name="message">Complete but for its sequence and times, which the store gives.</param>
    /// <param name="delay">Null for the queue's own.</param>
    /// <returns>
    /// The message; a duplicate, which is not stored, with the id and the sequence of the first. Null where there is no
    /// such queue.
    /// </returns>
    public SqsMessage? Send(string name, SqsMessage message, TimeSpan? delay)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return null;
            }

            var now = Time.Look();
            var sent = message.Sent(State.LastSequence + 1, now, delay ?? queue.Attributes.Delay);
            if (queue.Attributes.Fifo is not { } fifo)
            {
                CommitUnderLock(new SqsChange.MessageStored(name, sent));
                return sent;
            }

            var key = SentMessage.KeyOf(message, fifo);
            if (queue.Sends.Find(key, now.Running) is { } first)
            {
                return message with { MessageId = first.MessageId, Sequence = first.Sequence };
            }

            CommitUnderLock(
                new SqsChange.MessageStored(name, sent),
                new SqsChange.SendNoted(name, new SentMessage(key, sent.MessageId, sent.Sequence, now.Running)));
            return sent;
        }
    }

    /// <summary>Takes what is visible now, for as long as the visibility timeout says.</summary>
    /// <returns>Null where there is no such queue.</returns>
    public ReceiveAttempt? Receive(string name, in ReceiveRequest request)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return null;
            }

            var now = Time.LookAt(ArnOf(name));
            ExpireUnderLock(queue, now);
            var received = request.AttemptId is null
                ? TakeUnderLock(queue, request, now)
                : RepeatUnderLock(queue, request, now);
            return new ReceiveAttempt(received, queue.Order.NextAt, queue.Arrival.Task);
        }
    }

    /// <summary>
    /// In a standard queue an older receipt than the last is no error and deletes nothing (API_DeleteMessage).
    /// </summary>
    public DeleteOutcome DeleteMessage(string name, Receipt receipt)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return DeleteOutcome.NoQueue;
            }

            var message = queue.Find(receipt);
            if (queue.Order.ReceiptsExpire
                && queue.Find(receipt.MessageId) is not null
                && (message is null || message.VisibleAt <= Time.Look().Running))
            {
                return DeleteOutcome.HandleExpired;
            }

            if (message is not null)
            {
                CommitUnderLock(new SqsChange.MessageRemoved(name, receipt.MessageId));
            }

            return DeleteOutcome.Deleted;
        }
    }

    public VisibilityOutcome ChangeVisibility(string name, Receipt receipt, TimeSpan visibility)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return VisibilityOutcome.NoQueue;
            }

            var now = Time.Look().Running;
            if (queue.Find(receipt) is not { } message || message.VisibleAt <= now)
            {
                return VisibilityOutcome.NotInFlight;
            }

            CommitUnderLock(new SqsChange.MessageStored(name, message with { VisibleAt = now + visibility }));
            return VisibilityOutcome.Changed;
        }
    }

    /// <summary>
    /// Moves what is visible in a dead-letter queue back to the queues that gave it up, oldest first. A message whose
    /// queue is gone, or which was sent here, stays.
    /// </summary>
    /// <returns>How many were moved; null where there is no such queue.</returns>
    public int? Redrive(string name, Func<string> newMessageId)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return null;
            }

            var now = Time.LookAt(ArnOf(name));
            ExpireUnderLock(queue, now);
            var count = 0;
            foreach (var message in queue.Messages.OrderBy(m => m.Sequence).ToList())
            {
                if (message.VisibleAt <= now.Running && SourceUnderLock(message) is { } source)
                {
                    CommitUnderLock(
                        new SqsChange.MessageRemoved(name, message.MessageId),
                        new SqsChange.MessageStored(
                            source.Name, message.Redriven(newMessageId(), State.LastSequence + 1, now)));
                    count++;
                }
            }

            return count;
        }
    }

    private SqsQueue? SourceUnderLock(SqsMessage message) =>
        message.DeadLetterQueueSourceArn is { } arn
        && State.Find(arn[(arn.LastIndexOf(':') + 1)..]) is { } source && ArnOf(source.Name) == arn
            ? source
            : null;

    private List<SqsMessage> TakeUnderLock(SqsQueue queue, in ReceiveRequest request, in RunningMoment now)
    {
        List<SqsMessage> received = [];
        while (received.Count < request.CountMax && queue.Order.Next(now.Running, received) is { } next)
        {
            if (RedriveUnderLock(queue, next, now))
            {
                continue;
            }

            var taken = next.Received(now, request.Visibility ?? queue.Attributes.VisibilityTimeout);
            CommitUnderLock(new SqsChange.MessageStored(queue.Name, taken));
            received.Add(taken);
        }

        return received;
    }

    /// <summary>
    /// "If a retry occurs within the deduplication interval, it resets the visibility timeout" (API_ReceiveMessage);
    /// one that cannot be repeated is a receive like any other (inferred).
    /// </summary>
    private List<SqsMessage> RepeatUnderLock(SqsQueue queue, in ReceiveRequest request, in RunningMoment now)
    {
        var earlier = queue.Receives.Find(request.AttemptId!, now.Running);
        List<SqsMessage> received;
        if (earlier is not null && queue.Repeat(earlier, now.Running) is { } messages)
        {
            received = [];
            foreach (var message in messages)
            {
                var again = message.Repeated(now, request.Visibility ?? queue.Attributes.VisibilityTimeout);
                CommitUnderLock(new SqsChange.MessageStored(queue.Name, again));
                received.Add(again);
            }
        }
        else
        {
            received = TakeUnderLock(queue, request, now);
            earlier = null;
        }

        if (received.Count > 0)
        {
            CommitUnderLock(new SqsChange.ReceiveNoted(
                queue.Name, RepeatableReceive.Of(request.AttemptId!, earlier?.At ?? now.Running, received)));
        }

        return received;
    }

    /// <summary>
    /// A message that was received as often as the policy allows goes to the dead-letter queue instead of being
    /// received once more.
    /// </summary>
    private bool RedriveUnderLock(SqsQueue queue, SqsMessage message, in RunningMoment now)
    {
        if (queue.Attributes.RedrivePolicy is not { } policy
            || message.ReceiveCount < policy.MaxReceiveCount
            || State.Find(policy.DeadLetterTargetName) is not { } target
            || target == queue)
        {
            return false;
        }

        CommitUnderLock(
            new SqsChange.MessageRemoved(queue.Name, message.MessageId),
            new SqsChange.MessageStored(
                target.Name, message.GivenUp(ArnOf(queue.Name), State.LastSequence + 1, now)));
        return true;
    }
}
