namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>Everything that can happen to executions: the whole of what a journal has to keep.</summary>
internal abstract record ExecutionChange
{
    /// <summary>A revision that executions refer to: once for all of them.</summary>
    public sealed record Revised(MachineRevision Revision) : ExecutionChange;

    /// <summary>Refers to a revision that stands before it.</summary>
    public sealed record Started(Execution Execution) : ExecutionChange;

    /// <param name="Frames">Those that are new or have moved.</param>
    /// <param name="Gone">The ids of frames that are no more.</param>
    public sealed record Progressed(
        string Arn, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<BranchFrame> Frames, IReadOnlyList<int> Gone)
        : ExecutionChange;

    public sealed record Replied(string Token, TaskReply Reply) : ExecutionChange;

    /// <summary>The frames are gone with it; an Express execution is gone as a whole.</summary>
    public sealed record Ended(string Arn, ExecutionEnd End) : ExecutionChange;

    /// <summary>It is too old, or there are too many.</summary>
    public sealed record Forgotten(string Arn) : ExecutionChange;

    public sealed record Cleared : ExecutionChange;
}
