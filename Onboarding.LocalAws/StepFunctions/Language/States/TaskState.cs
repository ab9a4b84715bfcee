using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Calls a function or a service; <see cref="State.EffectiveInput"/> is the call's payload.</summary>
internal sealed class TaskState(StateCommon common, ErrorHandlers handlers) : FallibleState(common, handlers)
{
    public override string Type => "Task";

    public required TaskResource Resource { get; init; }

    public int? TimeoutSeconds { get; init; }

    public ValuePath? TimeoutSecondsPath { get; init; }

    public int? HeartbeatSeconds { get; init; }

    public ValuePath? HeartbeatSecondsPath { get; init; }

    /// <returns>
    /// TimeoutSeconds or TimeoutSecondsPath; AWS's default of 99,999,999 seconds where there is neither.
    /// </returns>
    public TimeSpan Timeout(StateScope scope) => TimeSpan.FromSeconds(
        Seconds(scope, TimeoutSeconds, TimeoutSecondsPath, nameof(TimeoutSecondsPath)) ?? SecondsNumber.Max);

    /// <returns>HeartbeatSeconds or HeartbeatSecondsPath; null: no heartbeats are asked for.</returns>
    public TimeSpan? Heartbeat(StateScope scope) =>
        Seconds(scope, HeartbeatSeconds, HeartbeatSecondsPath, nameof(HeartbeatSecondsPath)) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>The path is one of the raw input, as InputPath and Parameters make the payload only.</summary>
    private static int? Seconds(StateScope scope, int? seconds, ValuePath? path, string field) => path is null
        ? seconds
        : SecondsNumber.At(path, new Evaluation(scope.Input, scope), field, min: 1);
}
