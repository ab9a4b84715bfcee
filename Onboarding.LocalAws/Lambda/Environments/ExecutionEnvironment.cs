using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>Where an environment stands in Lambda's life cycle.</summary>
internal enum EnvironmentState
{
    /// <summary>Started; its runtime has not polled yet.</summary>
    Initializing,

    /// <summary>Free: its runtime polls, or is about to.</summary>
    Ready,

    /// <summary>Has an event that it has not answered.</summary>
    Busy,

    /// <summary>Has answered and not polled again: it may still be sending telemetry.</summary>
    Finishing,

    /// <summary>Killed or gone; nothing that it sends counts.</summary>
    Ended,
}

/// <summary>
/// One managed execution environment: serves one invocation at a time. Changed under its pool's lock only.
/// </summary>
/// <param name="id">
/// Names the environment in its Runtime API address; unguessable, since that address is unsigned.
/// </param>
/// <param name="logStreamId">Another 32 hexadecimal digits: the address above must not be in a log.</param>
/// <param name="initAttempt">
/// 1 for Lambda's own init phase, 2 for the one that it repeats within the invocation.
/// </param>
internal sealed class ExecutionEnvironment(
    string id, string logStreamId, int initAttempt, Credential credential)
{
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    /// <summary>The last part of its log stream's name.</summary>
    public string LogStreamId { get; } = logStreamId;

    public int InitAttempt { get; } = initAttempt;

    public Credential Credential { get; } = credential;

    public EnvironmentState State { get; set; }

    /// <summary>The invocation of a busy or finishing environment.</summary>
    public Invocation? Current { get; set; }

    /// <summary>Ends an init phase that takes too long.</summary>
    public ITimer? InitTimer { get; set; }

    /// <summary>When it last became free.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>The last that its runtime printed: the reason why it ended is usually there.</summary>
    public InvocationLog Output { get; } = new();

    /// <summary>Completes when its runtime has ended.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Completes when the environment must end.</summary>
    public Task Killed => _killed.Task;

    public void Kill() => _killed.TrySetResult();
}
