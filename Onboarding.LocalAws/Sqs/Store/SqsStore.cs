using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// Every queue and message. Under one lock (a redrive touches two queues) a method decides on
/// <see cref="SqsChange"/>s and applies them.
/// </summary>
internal sealed partial class SqsStore(
    AwsScope scope, RunningTime time, IChangeLog<SqsChange> log, ILogger<SqsStore> logger)
    : JournaledStore<SqsChange>(log, new SqsChange.Cleared())
{
    /// <summary>Source: API_PurgeQueue.</summary>
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);

    private readonly SqsState _state = new();

    public string ArnOf(string queue) => scope.Arn("sqs", queue);

    /// <returns>Null where the queue was created; otherwise the attributes of the one that is there.</returns>
    public QueueAttributes? Create(string name, QueueAttributes attributes)
    {
        lock (Gate)
        {
            if (_state.Find(name) is { } queue)
            {
                return queue.Attributes;
            }

            CommitUnderLock(new SqsChange.QueueStored(name, attributes, time.GetUtcNow()));
            return null;
        }
    }

    public bool Exists(string name) => AttributesOf(name) is not null;

    /// <returns>Null where there is no such queue.</returns>
    public QueueAttributes? AttributesOf(string name)
    {
        lock (Gate)
        {
            return _state.Find(name)?.Attributes;
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<string> Names()
    {
        lock (Gate)
        {
            return [.. _state.Queues.Select(q => q.Name).Order(StringComparer.Ordinal)];
        }
    }

    /// <returns>False where there is no such queue.</returns>
    public bool Delete(string name)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not null)
            {
                CommitUnderLock(new SqsChange.QueueDeleted(name));
                return true;
            }

            return false;
        }
    }

    public PurgeOutcome Purge(string name)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return PurgeOutcome.NoQueue;
            }

            var now = time.Look();
            if (queue.PurgedAt is { } at && now.AgeOf(at) < PurgeInterval)
            {
                return PurgeOutcome.InProgress;
            }

            CommitUnderLock(new SqsChange.QueuePurged(name, now.At));
            return PurgeOutcome.Purged;
        }
    }

    /// <returns>False where there is no such queue.</returns>
    public bool SetAttributes(string name, Func<QueueAttributes, QueueAttributes> change)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return false;
            }

            CommitUnderLock(new SqsChange.QueueStored(name, change(queue.Attributes), time.GetUtcNow()));
            return true;
        }
    }

    /// <returns>Null where there is no such queue.</returns>
    public QueueSnapshot? Describe(string name)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return null;
            }

            var now = time.LookAt(ArnOf(name));
            ExpireUnderLock(queue, now);
            int visible = 0, delayed = 0, inFlight = 0;
            foreach (var message in queue.Messages)
            {
                _ = message.VisibleAt <= now.Running ? visible++ : message.ReceiveCount == 0 ? delayed++ : inFlight++;
            }

            return new QueueSnapshot(
                queue.Attributes, queue.CreatedAt, queue.LastModifiedAt, visible, inFlight, delayed);
        }
    }

    /// <param name="message">Complete but for its sequence and times, which the store gives.</param>
    /// <param name="delay">Null for the queue's own.</param>
    /// <returns>False where there is no such queue.</returns>
    public bool Send(string name, SqsMessage message, TimeSpan? delay)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return false;
            }

            CommitUnderLock(new SqsChange.MessageStored(
                name, message.Sent(_state.LastSequence + 1, time.Look(), delay ?? queue.Attributes.Delay)));
            return true;
        }
    }

    /// <summary>Takes what is visible now, for as long as the visibility timeout says.</summary>
    /// <param name="visibility">Null for the queue's own.</param>
    /// <returns>Null where there is no such queue.</returns>
    public ReceiveAttempt? Receive(string name, int countMax, TimeSpan? visibility)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return null;
            }

            var now = time.LookAt(ArnOf(name));
            ExpireUnderLock(queue, now);
            List<SqsMessage> received = [];
            while (received.Count < countMax && queue.Next is { } next && next.VisibleAt <= now.Running)
            {
                if (RedriveUnderLock(queue, next))
                {
                    continue;
                }

                var taken = next.Received(now, visibility ?? queue.Attributes.VisibilityTimeout);
                CommitUnderLock(new SqsChange.MessageStored(name, taken));
                received.Add(taken);
            }

            return new ReceiveAttempt(received, queue.Next?.VisibleAt, queue.Arrival.Task);
        }
    }

    /// <summary>An older receipt than the last is no error and deletes nothing (API_DeleteMessage).</summary>
    /// <returns>False where there is no such queue.</returns>
    public bool DeleteMessage(string name, Receipt receipt)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return false;
            }

            if (queue.Find(receipt) is not null)
            {
                CommitUnderLock(new SqsChange.MessageRemoved(name, receipt.MessageId));
            }

            return true;
        }
    }

    public VisibilityOutcome ChangeVisibility(string name, Receipt receipt, TimeSpan visibility)
    {
        lock (Gate)
        {
            if (_state.Find(name) is not { } queue)
            {
                return VisibilityOutcome.NoQueue;
            }

            var now = time.Look().Running;
            if (queue.Find(receipt) is not { } message || message.VisibleAt <= now)
            {
                return VisibilityOutcome.NotInFlight;
            }

            CommitUnderLock(new SqsChange.MessageStored(name, message with { VisibleAt = now + visibility }));
            return VisibilityOutcome.Changed;
        }
    }

    protected override void ApplyUnderLock(SqsChange change) => _state.Apply(change);

    protected override IEnumerable<SqsChange> CaptureUnderLock() => _state.Capture();

    /// <summary>
    /// A message that was received as often as the policy allows goes to the dead-letter queue instead of being
    /// received once more.
    /// </summary>
    private bool RedriveUnderLock(SqsQueue queue, SqsMessage message)
    {
        if (queue.Attributes.RedrivePolicy is not { } policy
            || message.ReceiveCount < policy.MaxReceiveCount
            || _state.Find(policy.DeadLetterTargetName) is not { } target
            || target == queue)
        {
            return false;
        }

        CommitUnderLock(
            new SqsChange.MessageRemoved(queue.Name, message.MessageId),
            new SqsChange.MessageStored(target.Name, message.GivenUp(ArnOf(queue.Name))));
        return true;
    }

    private void ExpireUnderLock(SqsQueue queue, in RunningMoment now)
    {
        var retention = queue.Attributes.MessageRetentionPeriod;
        var count = 0;
        while (queue.Oldest is { } oldest && now.AgeOf(oldest.SentAt) >= retention)
        {
            CommitUnderLock(new SqsChange.MessageRemoved(queue.Name, oldest.MessageId));
            count++;
        }

        if (count > 0)
        {
            LogExpired(logger, queue.Name, count, retention);
        }
    }

    /// <summary>AWS does not report it; here the log is the only place that tells why a message never came.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: {Count} messages expired unread after its retention "
        + "period of {Retention}")]
    private static partial void LogExpired(ILogger logger, string queue, int count, TimeSpan retention);
}
