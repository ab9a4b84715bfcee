using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>
/// Every queue, with what the messages in it do not change. Under one lock (a redrive touches two queues) a method
/// decides on <see cref="SqsChange"/>s and applies them.
/// </summary>
internal abstract partial class QueueStore(
    AwsScope scope, RunningTime time, IChangeLog<SqsChange> log, ILogger logger)
    : JournaledStore<SqsChange>(log, new SqsChange.Cleared())
{
    /// <summary>Source: API_PurgeQueue.</summary>
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);

    protected SqsState State { get; } = new();

    protected RunningTime Time => time;

    public string ArnOf(string queue) => scope.Arn("sqs", queue);

    /// <returns>Null where the queue was created; otherwise the attributes of the one that is there.</returns>
    public QueueAttributes? Create(string name, QueueAttributes attributes)
    {
        lock (Gate)
        {
            if (State.Find(name) is { } queue)
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
            return State.Find(name)?.Attributes;
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<string> Names()
    {
        lock (Gate)
        {
            return [.. State.Queues.Select(q => q.Name).Order(StringComparer.Ordinal)];
        }
    }

    /// <returns>False where there is no such queue.</returns>
    public bool Delete(string name)
    {
        lock (Gate)
        {
            if (State.Find(name) is not null)
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
            if (State.Find(name) is not { } queue)
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
            if (State.Find(name) is not { } queue)
            {
                return false;
            }

            var attributes = change(queue.Attributes);
            CommitUnderLock(
            [
                new SqsChange.QueueStored(name, attributes, time.GetUtcNow()),
                .. queue.Redelayed(attributes.Delay).Select(m => new SqsChange.MessageStored(name, m)),
            ]);
            return true;
        }
    }

    /// <returns>Null where there is no such queue.</returns>
    public QueueSnapshot? Describe(string name)
    {
        lock (Gate)
        {
            if (State.Find(name) is not { } queue)
            {
                return null;
            }

            var now = time.LookAt(ArnOf(name));
            ExpireUnderLock(queue, now);
            return queue.Describe(now.Running);
        }
    }

    protected override void ApplyUnderLock(SqsChange change) => State.Apply(change);

    protected override IEnumerable<SqsChange> CaptureUnderLock() => State.Capture();

    /// <summary>Removes what the queue has kept for as long as it keeps messages.</summary>
    protected void ExpireUnderLock(SqsQueue queue, in RunningMoment now)
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
