using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Calls a function or a service; <see cref="State.EffectiveInput"/> is the call's payload.</summary>
internal sealed class TaskState : FallibleState
{
    public override string Type => "Task";

    public required TaskResource Resource { get; init; }

    /// <returns>TimeoutSeconds or TimeoutSecondsPath; AWS's default of 99,999,999 seconds where there is neither.</returns>
    public TimeSpan Timeout(StateScope scope) => throw new NotSupportedException();

    /// <returns>HeartbeatSeconds or HeartbeatSecondsPath; null: no heartbeats are asked for.</returns>
    public TimeSpan? Heartbeat(StateScope scope) => throw new NotSupportedException();
}
