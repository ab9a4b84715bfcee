namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>All of one execution. Lives under the lock of its <see cref="ExecutionStore"/>.</summary>
/// <param name="sequence">Grows with each execution that starts.</param>
internal sealed class ExecutionState(long sequence, Execution execution)
{
    public long Sequence => sequence;

    public Execution Execution { get; set; } = execution;

    /// <summary>Of a Standard execution.</summary>
    public List<HistoryEvent> Events { get; } = [];

    /// <summary>By their ids; none once it has ended.</summary>
    public Dictionary<int, BranchFrame> Frames { get; } = [];

    /// <summary>By token, of tasks that have not gone on yet.</summary>
    public Dictionary<string, TaskReply> Replies { get; } = new(StringComparer.Ordinal);
}
