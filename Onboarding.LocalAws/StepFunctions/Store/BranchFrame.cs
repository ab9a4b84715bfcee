namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>
/// Where one branch of a Standard execution is: the outermost one, or one of a Parallel or Map state. An execution goes
/// on from its frames.
/// </summary>
internal sealed record BranchFrame
{
    /// <summary>Unique in the execution; 0 is the outermost.</summary>
    public required int Id { get; init; }

    /// <summary>The frame of the Parallel or Map state; of the outermost -1.</summary>
    public required int ParentId { get; init; }

    /// <summary>Which branch or iteration of the parent it is.</summary>
    public required int Index { get; init; }

    public required string State { get; init; }

    /// <summary>The state's raw input: JSON.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Those that this branch has assigned: name and JSON.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> Variables { get; init; } = [];

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>The event that says that the state was entered.</summary>
    public required long EnteredEventId { get; init; }

    /// <summary>What the branch's next event follows.</summary>
    public required long LastEventId { get; init; }

    /// <summary>Per retrier of the state.</summary>
    public IReadOnlyList<int> Retries { get; init; } = [];

    public required FramePhase Phase { get; init; }

    /// <summary>When the phase began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How long <see cref="FramePhase.Pausing"/> lasts.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The task token, or the ARN of the execution that the task waits for.</summary>
    public string? Handle { get; init; }

    /// <summary>The branch's output: JSON, once it is <see cref="FramePhase.Done"/>.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }
}

/// <summary>The values are in the journal.</summary>
internal enum FramePhase
{
    /// <summary>The branch is made, its first state not entered.</summary>
    Ready,

    /// <summary>The state has begun; after a kill it begins again.</summary>
    Entered,

    /// <summary>An attempt has failed, the next one is due later.</summary>
    Pausing,

    /// <summary>A task's token was handed out, or its execution started.</summary>
    Submitted,

    /// <summary>The branches of a Parallel or Map state have frames of their own.</summary>
    Fanned,

    /// <summary>The branch has ended, and its parent waits for others.</summary>
    Done,
}
