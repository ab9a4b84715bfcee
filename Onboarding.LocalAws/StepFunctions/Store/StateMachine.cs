namespace Onboarding.LocalAws.StepFunctions.Store;

internal sealed record StateMachine
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required MachineType Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required MachineRevision Revision { get; init; }

    /// <summary>In the order in which they were set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}
