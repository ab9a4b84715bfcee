namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>How an invocation ended.</summary>
internal enum InvokeStatus
{
    /// <summary>The function answered; <see cref="InvokeResult.Payload"/> is its answer.</summary>
    Succeeded,

    /// <summary>The function failed, ran out of time or died; the payload is the error document.</summary>
    FunctionError,

    /// <summary>The function's reserved concurrency is used up; nothing ran.</summary>
    ThrottledByReservedConcurrency,

    /// <summary>The account's concurrency is used up; nothing ran.</summary>
    ThrottledByAccount,

    /// <summary>The host stops; nothing ran, or the outcome is unknown.</summary>
    HostStopping,
}

/// <summary>The end of one invocation.</summary>
/// <param name="RequestId">The UUID that the function saw.</param>
/// <param name="Payload">The function's answer or its error document; empty where nothing ran.</param>
internal sealed record InvokeResult(InvokeStatus Status, string RequestId, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The last 4 KB of the invocation's log, as <c>LogType=Tail</c> returns it.</summary>
    public string LogTail { get; init; } = "";

    public bool IsSuccess => Status == InvokeStatus.Succeeded;

    /// <summary>True where the function never saw the event.</summary>
    public bool IsThrottled => Status is InvokeStatus.ThrottledByReservedConcurrency or InvokeStatus.ThrottledByAccount;
}
