namespace Onboarding.LocalAws.HttpApi;

/// <summary>How an invocation ended, as far as API Gateway tells the cases apart.</summary>
internal enum IntegrationOutcome
{
    /// <summary>The function returned; the payload is its response.</summary>
    Returned,

    /// <summary>The function threw, timed out by its own limit, or could not start.</summary>
    Failed,

    /// <summary>No concurrency left, or no runtime serves the function.</summary>
    Throttled,

    /// <summary>This host stops and begins nothing new; AWS has no such case.</summary>
    HostStopping,

    /// <summary>The event is larger than the 6 MB that Lambda takes.</summary>
    EventTooLarge,
}

internal readonly record struct IntegrationResult(IntegrationOutcome Outcome, ReadOnlyMemory<byte> Payload = default);
