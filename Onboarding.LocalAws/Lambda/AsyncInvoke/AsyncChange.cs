namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>Everything that can happen to the events that wait: the whole of what a journal has to keep.</summary>
internal abstract record AsyncChange
{
    public sealed record Accepted(AsyncEvent Event) : AsyncChange;

    public sealed record Failed(string RequestId) : AsyncChange;

    public sealed record Ended(string RequestId) : AsyncChange;

    public sealed record Cleared : AsyncChange;
}
