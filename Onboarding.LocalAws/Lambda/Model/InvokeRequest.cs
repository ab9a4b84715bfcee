namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>One synchronous invocation, as every caller of a function makes it.</summary>
internal sealed record InvokeRequest
{
    /// <summary>The event. The buffer belongs to the invocation: its owner must never write to it again.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>A UUID; null takes a new one.</summary>
    public string? RequestId { get; init; }

    /// <summary>JSON, at most 3,583 bytes of base64 on the Invoke API; null sends no header.</summary>
    public string? ClientContext { get; init; }

    /// <summary>What follows the colon in <c>function:qualifier</c>; only <c>$LATEST</c> exists.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Whether <see cref="InvokeResult.LogTail"/> is wanted.</summary>
    public bool WantsLogTail { get; init; }

    /// <summary>Starts a trace of its own in the invocation's span, where the caller's is not the event's.</summary>
    public bool IsTraceRoot { get; init; }
}
