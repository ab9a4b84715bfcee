using System.Diagnostics;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>An event that was accepted for asynchronous invocation.</summary>
internal sealed record AsyncEvent
{
    /// <summary>The same for every attempt, as in AWS.</summary>
    public required string RequestId { get; init; }

    /// <summary>The function's plain name.</summary>
    public required string FunctionName { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required CallerContext Caller { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What every attempt's span continues; default without a trace.</summary>
    public required ActivityContext Parent { get; init; }

    /// <summary>How often the function has seen the event and failed.</summary>
    public int Failures { get; init; }

    public InvokeRequest ToRequest() =>
        new() { Payload = Payload, RequestId = RequestId, Caller = Caller, Parent = Parent };
}

/// <summary>How an event ended.</summary>
internal enum AsyncCondition
{
    Success,
    RetriesExhausted,
    EventAgeExceeded,
}

/// <summary>What a destination hears of an event that has ended.</summary>
/// <param name="Record">See <see cref="InvocationRecord"/>.</param>
internal readonly record struct AsyncReport(
    string FunctionArn, AsyncCondition Condition, ReadOnlyMemory<byte> Record);
