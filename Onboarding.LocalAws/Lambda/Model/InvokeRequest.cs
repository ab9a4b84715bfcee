using System.Diagnostics;

namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>One synchronous invocation, as every caller of a function makes it.</summary>
internal sealed record InvokeRequest
{
    /// <summary>The event. The buffer belongs to the invocation: its owner must never write to it again.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>A UUID; null takes a new one.</summary>
    public string? RequestId { get; init; }

    public CallerContext Caller { get; init; } = CallerContext.None;

    /// <summary>What follows the colon in <c>function:qualifier</c>; only <c>$LATEST</c> exists.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Whether <see cref="InvokeResult.LogTail"/> is wanted.</summary>
    public bool WantsLogTail { get; init; }

    /// <summary>
    /// What the invocation's span continues; default starts a trace, and null continues the current activity.
    /// </summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>Other traces that the invocation works for.</summary>
    public IEnumerable<ActivityContext> Links { get; init; } = [];
}
