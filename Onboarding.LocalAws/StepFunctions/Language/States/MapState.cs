using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Runs its processor once per item, inline.</summary>
internal sealed class MapState(StateCommon common, ErrorHandlers handlers) : FallibleState(common, handlers)
{
    public override string Type => "Map";

    public required StateMachineDefinition Processor { get; init; }

    /// <summary><c>ItemProcessor</c>, or the older <c>Iterator</c>: a part of its states' locations.</summary>
    public required string ProcessorField { get; init; }

    public ValuePath ItemsPath { get; init; } = ValuePath.Data;

    /// <summary>ItemSelector, or the older Parameters, which mean the same here.</summary>
    public PayloadTemplate? ItemSelector { get; init; }

    public int MaxConcurrencyNumber { get; init; }

    public ValuePath? MaxConcurrencyPath { get; init; }

    /// <returns>MaxConcurrency or MaxConcurrencyPath; 0: as many as the engine likes (AWS: up to 40).</returns>
    public int MaxConcurrency(StateScope scope) => MaxConcurrencyPath is null
        ? MaxConcurrencyNumber
        : SecondsNumber.At(MaxConcurrencyPath, Evaluation(scope), nameof(MaxConcurrencyPath), min: 0);

    /// <returns>The array that ItemsPath selects of the effective input.</returns>
    public IReadOnlyList<JsonElement> Items(StateScope scope) =>
        ItemsPath.TryEvaluate(Evaluation(scope), out var items) && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray()]
            : throw new StatesException(StatesErrors.Runtime, $"Reference path \"{ItemsPath}\" must point to array.");

    /// <returns>
    /// What iteration <paramref name="index"/> begins with: ItemSelector or Parameters, else the item.
    /// </returns>
    public MapItem Item(StateScope scope, IReadOnlyList<JsonElement> items, int index)
    {
        var context = WithItem(scope.Context, index, items[index]);
        var input = ItemSelector is null
            ? items[index]
            : ItemSelector.Evaluate(Evaluation(scope with { Context = context }));
        return new MapItem(DataLimit.Check(input, Name), context);
    }

    private Evaluation Evaluation(StateScope scope) => new(EffectiveInput(scope), scope);

    private static JsonElement WithItem(JsonElement context, int index, JsonElement item) =>
        JsonValue.Write((context, index, item), static (writer, all) =>
        {
            writer.WriteStartObject();
            foreach (var member in all.context.EnumerateObject().Where(m => !m.NameEquals("Map")))
            {
                member.WriteTo(writer);
            }

            writer.WriteStartObject("Map");
            writer.WriteStartObject("Item");
            writer.WriteNumber("Index", all.index);
            writer.WritePropertyName("Value");
            all.item.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
}

/// <param name="Input">The raw input of the processor's first state.</param>
/// <param name="Context">
/// The context object of the iteration's states, with <c>$$.Map.Item.Index</c> and <c>$$.Map.Item.Value</c>.
/// </param>
internal sealed record MapItem(JsonElement Input, JsonElement Context);
