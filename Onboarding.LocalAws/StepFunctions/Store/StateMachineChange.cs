namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>Everything that can happen to state machines: the whole of what a journal has to keep.</summary>
internal abstract record StateMachineChange
{
    public sealed record Created(StateMachine Machine) : StateMachineChange;

    public sealed record Revised(string Arn, MachineRevision Revision) : StateMachineChange;

    public sealed record Tagged(string Arn, IReadOnlyList<KeyValuePair<string, string>> Tags) : StateMachineChange;

    public sealed record Deleted(string Arn) : StateMachineChange;

    public sealed record Cleared : StateMachineChange;
}
