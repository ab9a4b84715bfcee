using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>
/// Every Standard execution with its history and, while it runs, its frames; and the Express executions that have not
/// ended. Safe for concurrent use; readers get immutable records.
/// </summary>
internal sealed class ExecutionStore(IChangeLog<ExecutionChange> log, RunningTime time)
    : JournaledStore<ExecutionChange>(log, new ExecutionChange.Cleared())
{
    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, as the next two.</summary>
    public const int EventsMax = 25_000;

    public const int OpenMax = 1_000_000;

    /// <summary>How long AWS keeps an execution that has ended, and its name.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>AWS has no such limit; a laptop's memory has.</summary>
    public const int ClosedMax = 100_000;

    private readonly ExecutionStates _states = new();

    public IReadOnlyList<Execution> Running
    {
        get
        {
            lock (Gate)
            {
                return [.. _states.All.Where(s => s.Execution.End is null).Select(s => s.Execution)];
            }
        }
    }

    public Execution? Find(string arn)
    {
        lock (Gate)
        {
            return _states.Find(arn)?.Execution;
        }
    }

    /// <summary>By status, of the executions of one machine that are kept.</summary>
    public IReadOnlyDictionary<ExecutionStatus, int> Counts(string machineArn)
    {
        lock (Gate)
        {
            return _states.OfMachine(machineArn).CountBy(s => s.Execution.Status).ToDictionary();
        }
    }

    /// <summary>Those of one machine, the newest first.</summary>
    /// <param name="before">Only those that started before this one, as an earlier page told it; null begins.</param>
    /// <returns>Each with the number for the next page.</returns>
    public IReadOnlyList<(long Sequence, Execution Execution)> List(
        string machineArn, ExecutionStatus? status, long? before, int countMax)
    {
        lock (Gate)
        {
            return
            [
                .. _states.OfMachine(machineArn).Reverse()
                    .SkipWhile(s => s.Sequence >= (before ?? long.MaxValue))
                    .Where(s => status is null || s.Execution.Status == status)
                    .Take(countMax)
                    .Select(s => (s.Sequence, s.Execution)),
            ];
        }
    }

    /// <summary>Null where there is no such execution.</summary>
    public IReadOnlyList<HistoryEvent>? Events(string arn, int skip, int countMax, bool isReversed)
    {
        lock (Gate)
        {
            if (_states.Find(arn) is not { } state)
            {
                return null;
            }

            var events = state.Events;
            var count = Math.Clamp(events.Count - skip, 0, countMax);
            return isReversed
                ? [.. Enumerable.Range(0, count).Select(i => events[events.Count - 1 - skip - i])]
                : events.GetRange(Math.Min(skip, events.Count), count);
        }
    }

    /// <summary>In no order; empty where the execution does not run.</summary>
    public IReadOnlyList<BranchFrame> Frames(string arn)
    {
        lock (Gate)
        {
            return _states.Find(arn) is { } state ? [.. state.Frames.Values] : [];
        }
    }

    /// <param name="started">The first event; null where no history is kept.</param>
    public StartOutcome Start(Execution execution, EventContent? started)
    {
        lock (Gate)
        {
            ForgetUnderLock();
            if (_states.Find(execution.Arn) is { } known)
            {
                return known.Execution.End is null && known.Execution.Input.Span.SequenceEqual(execution.Input.Span)
                    ? new StartOutcome.Running(known.Execution)
                    : new StartOutcome.NameUsed();
            }

            if (_states.OpenCount >= OpenMax)
            {
                return new StartOutcome.TooMany();
            }

            List<ExecutionChange> changes = [new ExecutionChange.Started(execution)];
            if (!_states.Knows(execution.Revision))
            {
                changes.Insert(0, new ExecutionChange.Revised(execution.Revision));
            }

            if (started is not null)
            {
                changes.Add(new ExecutionChange.Progressed(
                    execution.Arn, [new HistoryEvent(1, 0, execution.StartedAt, started)], [], []));
            }

            CommitUnderLock([.. changes]);
            return new StartOutcome.Started(execution);
        }
    }

    /// <summary>Appends events, each following the one before it, together with the frames that they led to.</summary>
    /// <param name="previousId">What the first event follows.</param>
    /// <param name="frames">
    /// Their last event becomes that of <paramref name="events"/>; as does the one of their entry, where that is 0.
    /// </param>
    /// <param name="gone">The ids of frames that are no more.</param>
    public ProgressOutcome Progress(
        string arn,
        long previousId,
        IReadOnlyList<EventContent> events,
        IReadOnlyList<BranchFrame> frames,
        IReadOnlyList<int> gone)
    {
        lock (Gate)
        {
            if (_states.Find(arn) is not { Execution.End: null } state)
            {
                return new ProgressOutcome(ProgressKind.Ended, 0);
            }

            // The last place is that of the event that tells how the execution ended.
            if (state.Events.Count + events.Count >= EventsMax)
            {
                return new ProgressOutcome(ProgressKind.Full, 0);
            }

            var numbered = Number(state, previousId, events);
            var last = numbered is [.., var newest] ? newest.Id : previousId;
            CommitUnderLock(new ExecutionChange.Progressed(
                arn,
                numbered,
                [.. frames.Select(f => f with
                {
                    LastEventId = last,
                    EnteredEventId = f.EnteredEventId == 0 ? last : f.EnteredEventId,
                })],
                gone));
            return new ProgressOutcome(ProgressKind.Kept, last);
        }
    }

    /// <param name="ended">The last event; null where no history is kept.</param>
    /// <returns>How it has ended: as given, or otherwise before; null where there is no such execution.</returns>
    public ExecutionEnd? End(string arn, ExecutionEnd end, long previousId, EventContent? ended)
    {
        lock (Gate)
        {
            if (_states.Find(arn) is not { Execution.End: null } state)
            {
                return _states.Find(arn)?.Execution.End;
            }

            var change = new ExecutionChange.Ended(arn, end);
            if (ended is null)
            {
                CommitUnderLock(change);
            }
            else
            {
                CommitUnderLock(
                    new ExecutionChange.Progressed(arn, Number(state, previousId, [ended]), [], []), change);
            }

            ForgetUnderLock();
            return end;
        }
    }

    /// <returns>False where no task waits with that token.</returns>
    public bool Reply(string token, TaskReply reply)
    {
        lock (Gate)
        {
            if (!_states.Waits(token))
            {
                return false;
            }

            CommitUnderLock(new ExecutionChange.Replied(token, reply));
            return true;
        }
    }

    /// <summary>Whether a task waits with that token, and has no reply yet.</summary>
    public bool Waits(string token)
    {
        lock (Gate)
        {
            return _states.Waits(token);
        }
    }

    /// <summary>Null while there is none.</summary>
    public TaskReply? FindReply(string arn, string token)
    {
        lock (Gate)
        {
            return _states.Find(arn)?.Replies.GetValueOrDefault(token);
        }
    }

    protected override void ApplyUnderLock(ExecutionChange change) => _states.Apply(change);

    protected override IEnumerable<ExecutionChange> CaptureUnderLock() => _states.Capture();

    private HistoryEvent[] Number(ExecutionState state, long previousId, IReadOnlyList<EventContent> events)
    {
        var numbered = new HistoryEvent[events.Count];
        var now = time.GetUtcNow();
        for (var i = 0; i < numbered.Length; i++)
        {
            var id = state.Events.Count + i + 1;
            numbered[i] = new HistoryEvent(id, i == 0 ? previousId : id - 1, now, events[i]);
        }

        return numbered;
    }

    private void ForgetUnderLock()
    {
        var now = time.Look();
        while (_states.OldestClosed is { } oldest
            && (_states.ClosedCount > ClosedMax || now.AgeOf(oldest.End!.At) > Retention))
        {
            CommitUnderLock(new ExecutionChange.Forgotten(oldest.Arn));
        }
    }
}
