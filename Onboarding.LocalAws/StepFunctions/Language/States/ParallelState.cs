namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Runs branches side by side, each with <see cref="State.EffectiveInput"/> as its input.</summary>
internal sealed class ParallelState(StateCommon common, ErrorHandlers handlers) : FallibleState(common, handlers)
{
    public override string Type => "Parallel";

    public required IReadOnlyList<StateMachineDefinition> Branches { get; init; }
}
