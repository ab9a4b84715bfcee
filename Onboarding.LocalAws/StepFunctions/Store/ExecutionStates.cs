using System.Diagnostics;

namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>
/// The executions as the changes have made them. Lives under the lock of its <see cref="ExecutionStore"/>.
/// </summary>
internal sealed class ExecutionStates
{
    private static readonly Comparer<ExecutionState> BySequence =
        Comparer<ExecutionState>.Create((x, y) => x.Sequence.CompareTo(y.Sequence));

    private readonly Dictionary<string, ExecutionState> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<ExecutionState>> _byMachine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionState> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MachineRevision> _revisions = new(StringComparer.Ordinal);

    /// <summary>Those that have ended, the oldest first.</summary>
    private readonly Queue<ExecutionState> _closed = [];
    private long _sequence;

    public IReadOnlyCollection<ExecutionState> All => _byArn.Values;

    public int OpenCount => _byArn.Count - _closed.Count;

    public int ClosedCount => _closed.Count;

    public Execution? OldestClosed => _closed.TryPeek(out var oldest) ? oldest.Execution : null;

    public ExecutionState? Find(string arn) => _byArn.GetValueOrDefault(arn);

    /// <summary>In the order in which they have started.</summary>
    public IEnumerable<ExecutionState> OfMachine(string machineArn) =>
        _byMachine.TryGetValue(machineArn, out var all) ? all : [];

    public bool Knows(MachineRevision revision) => _revisions.ContainsKey(revision.Id);

    /// <summary>Whether a task waits with that token, and has no reply yet.</summary>
    public bool Waits(string token) => _byToken.TryGetValue(token, out var state) && !state.Replies.ContainsKey(token);

    public void Apply(ExecutionChange change)
    {
        switch (change)
        {
            case ExecutionChange.Revised revised:
                _revisions[revised.Revision.Id] = revised.Revision;
                break;
            case ExecutionChange.Started started:
                Add(started.Execution);
                break;
            case ExecutionChange.Progressed progressed:
                Progress(_byArn[progressed.Arn], progressed);
                break;
            case ExecutionChange.Replied replied:
                _byToken[replied.Token].Replies[replied.Token] = replied.Reply;
                break;
            case ExecutionChange.Ended ended:
                End(_byArn[ended.Arn], ended.End);
                break;
            case ExecutionChange.Forgotten forgotten:
                // Only the oldest of the closed ones is ever forgotten.
                _closed.Dequeue();
                Remove(_byArn[forgotten.Arn]);
                break;
            case ExecutionChange.Cleared:
                Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    public IEnumerable<ExecutionChange> Capture()
    {
        var states = _byArn.Values.OrderBy(s => s.Sequence).ToArray();
        // A revision that no execution has any more would only grow the folder; the next execution brings it again.
        _revisions.Clear();
        foreach (var state in states)
        {
            _revisions[state.Execution.Revision.Id] = state.Execution.Revision;
        }

        IEnumerable<ExecutionChange> revisions =
            _revisions.Values.Select(r => new ExecutionChange.Revised(r)).ToArray();
        var executions = states.Select(s => (
            s.Execution, Events: s.Events.ToArray(), Frames: s.Frames.Values.ToArray(), Replies: s.Replies.ToArray()))
            .ToArray();
        // In the order in which they have ended: the oldest is forgotten first.
        var ends = _closed.Select(s => new ExecutionChange.Ended(s.Execution.Arn, s.Execution.End!)).ToArray();
        return revisions
            .Concat(executions.SelectMany(e => ChangesOf(e.Execution, e.Events, e.Frames, e.Replies)))
            .Concat(ends);
    }

    private static IEnumerable<ExecutionChange> ChangesOf(
        Execution execution, HistoryEvent[] events, BranchFrame[] frames, KeyValuePair<string, TaskReply>[] replies) =>
    [
        new ExecutionChange.Started(execution with { End = null }),
        new ExecutionChange.Progressed(execution.Arn, events, frames, []),
        .. replies.Select(r => new ExecutionChange.Replied(r.Key, r.Value)),
    ];

    private void Add(Execution execution)
    {
        // One instance of a revision, however many of its executions a journal has.
        var state = new ExecutionState(
            _sequence++, execution with { Revision = _revisions[execution.Revision.Id] });
        _byArn[execution.Arn] = state;
        if (!_byMachine.TryGetValue(execution.MachineArn, out var all))
        {
            _byMachine[execution.MachineArn] = all = new SortedSet<ExecutionState>(BySequence);
        }

        all.Add(state);
    }

    private void Progress(ExecutionState state, ExecutionChange.Progressed progressed)
    {
        state.Events.AddRange(progressed.Events);
        foreach (var id in progressed.Gone)
        {
            if (state.Frames.Remove(id, out var gone))
            {
                Release(state, gone, next: null);
            }
        }

        foreach (var frame in progressed.Frames)
        {
            if (state.Frames.TryGetValue(frame.Id, out var former))
            {
                Release(state, former, frame.Handle);
            }

            state.Frames[frame.Id] = frame;
            if (frame.Handle is { } token)
            {
                _byToken[token] = state;
            }
        }
    }

    /// <summary>A token that its task no longer waits for is forgotten with what was said of it.</summary>
    private void Release(ExecutionState state, BranchFrame frame, string? next)
    {
        if (frame.Handle is { } token && token != next)
        {
            _byToken.Remove(token);
            state.Replies.Remove(token);
        }
    }

    private void End(ExecutionState state, ExecutionEnd end)
    {
        state.Execution = state.Execution with { End = end };
        foreach (var frame in state.Frames.Values)
        {
            Release(state, frame, next: null);
        }

        state.Frames.Clear();
        if (state.Execution.Type == MachineType.Express)
        {
            Remove(state);
        }
        else
        {
            _closed.Enqueue(state);
        }
    }

    private void Remove(ExecutionState state)
    {
        _byArn.Remove(state.Execution.Arn);
        var all = _byMachine[state.Execution.MachineArn];
        all.Remove(state);
        if (all.Count == 0)
        {
            _byMachine.Remove(state.Execution.MachineArn);
        }
    }

    private void Clear()
    {
        _byArn.Clear();
        _byMachine.Clear();
        _byToken.Clear();
        _revisions.Clear();
        _closed.Clear();
    }
}
