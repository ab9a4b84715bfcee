using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>An event that was accepted for asynchronous invocation.</summary>
/// <param name="RequestId">The same for every attempt, as in AWS.</param>
internal sealed record AsyncEvent(
    string RequestId, ReadOnlyMemory<byte> Payload, string? ClientContext, DateTimeOffset AcceptedAt)
{
    public InvokeRequest ToRequest() =>
        new() { Payload = Payload, RequestId = RequestId, ClientContext = ClientContext };
}

/// <summary>How an event ended.</summary>
internal enum AsyncCondition
{
    Success,
    RetriesExhausted,
    EventAgeExceeded,
}
