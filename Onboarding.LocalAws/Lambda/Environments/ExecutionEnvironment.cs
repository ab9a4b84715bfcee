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
internal sealed class ExecutionEnvironment(
    string id, string logStreamId, InitPhase init, Credential credential)
{
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    /// <summary>The last part of its log stream's name.</summary>
    public string LogStreamId { get; } = logStreamId;

    public InitPhase Init { get; } = init;

    public Credential Credential { get; } = credential;

    public EnvironmentState State { get; private set; }

    /// <summary>The invocation of a busy or finishing environment.</summary>
    public Invocation? Current { get; private set; }

    /// <summary>Ends an init phase that takes too long.</summary>
    public ITimer? InitTimer { get; set; }

    /// <summary>When it last became free: a timestamp of the host's clock.</summary>
    public long IdleSince { get; private set; }

    /// <summary>The last that its runtime printed: the reason why it ended is usually there.</summary>
    public InvocationLog Output { get; } = new();

    /// <summary>Completes when its runtime has ended.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>False while it has an event, and when it is gone.</summary>
    public bool MayPoll => State is not (EnvironmentState.Busy or EnvironmentState.Ended);

    /// <summary>Completes when the environment must end.</summary>
    public Task Killed => _killed.Task;

    /// <summary>Its runtime polls: the init phase, or the invocation before, is over.</summary>
    public void MakeReady(long now)
    {
        InitTimer?.Dispose();
        LeaveInvocation();
        State = EnvironmentState.Ready;
        IdleSince = now;
    }

    public void Begin(Invocation invocation)
    {
        State = EnvironmentState.Busy;
        Current = invocation;
    }

    /// <summary>Its runtime has not got the event after all.</summary>
    public void GiveBack()
    {
        LeaveInvocation();
        State = EnvironmentState.Ready;
    }

    /// <summary>It has answered. The deadline still holds: until it polls again it can run out of time.</summary>
    public void Finish() => State = EnvironmentState.Finishing;

    /// <summary>Kills it, if need be.</summary>
    public void End()
    {
        InitTimer?.Dispose();
        Current?.DeadlineTimer?.Dispose();
        State = EnvironmentState.Ended;
        _killed.TrySetResult();
    }

    private void LeaveInvocation()
    {
        Current?.DeadlineTimer?.Dispose();
        Current = null;
    }
}
