namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>A deployed function and what has become of its invocations.</summary>
public sealed record FunctionView
{
    /// <summary>For example <c>onboarding-RegisterFunction</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What <c>_HANDLER</c> is set to.</summary>
    public required string Handler { get; init; }

    /// <summary>The template's MemorySize, in MB.</summary>
    public required int MemorySizeMegabytes { get; init; }

    /// <summary>The template's Timeout: how long an invocation may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Its own variables and the host's, without Lambda's. Some hold secrets.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Whether the host starts its environments; else it waits for a runtime started by hand.</summary>
    public required bool IsManaged { get; init; }

    /// <summary>Whether a runtime that the host did not start is there.</summary>
    public required bool HasExternalRuntime { get; init; }

    /// <summary>Environments that the host has started and that live.</summary>
    public required int EnvironmentCount { get; init; }

    /// <summary>Invocations that wait for an environment.</summary>
    public required int WaitingCount { get; init; }

    /// <summary>Invocations that have ended since the function was deployed.</summary>
    public required long InvocationCount { get; init; }

    /// <summary>Those that ended with a function error: thrown, timed out, exited.</summary>
    public required long FailureCount { get; init; }

    /// <summary>Whether the invocation that ended last is one of those.</summary>
    public required bool HasLastFailed { get; init; }

    /// <summary>Null where none has failed.</summary>
    public required DateTimeOffset? LastFailedAt { get; init; }
}
