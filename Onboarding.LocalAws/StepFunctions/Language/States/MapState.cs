using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Runs its processor once per item, inline.</summary>
internal sealed class MapState : FallibleState
{
    public override string Type => "Map";

    public required StateMachineDefinition Processor { get; init; }

    /// <returns>MaxConcurrency or MaxConcurrencyPath; 0: as many as the engine likes (AWS: up to 40).</returns>
    public int MaxConcurrency(StateScope scope) => throw new NotSupportedException();

    /// <returns>The array that ItemsPath selects.</returns>
    public IReadOnlyList<JsonElement> Items(StateScope scope) => throw new NotSupportedException();

    /// <returns>What iteration <paramref name="index"/> begins with: ItemSelector or Parameters, else the item.</returns>
    public MapItem Item(StateScope scope, IReadOnlyList<JsonElement> items, int index) =>
        throw new NotSupportedException();
}

/// <param name="Input">The raw input of the processor's first state.</param>
/// <param name="Context">The context object of the iteration's states: with <c>$$.Map.Item.Index</c> and <c>.Value</c>.</param>
internal sealed record MapItem(JsonElement Input, JsonElement Context);
