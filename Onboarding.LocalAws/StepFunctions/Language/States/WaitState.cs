using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Waits for a time, or until one.</summary>
internal sealed class WaitState(StateCommon common) : State(common)
{
    public override string Type => "Wait";

    public int? Seconds { get; init; }

    public ValuePath? SecondsPath { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public ValuePath? TimestampPath { get; init; }

    /// <returns>When it ends; in the past for a Timestamp that is over.</returns>
    public DateTimeOffset Until(StateScope scope, DateTimeOffset now)
    {
        if (Timestamp is { } until)
        {
            return until;
        }

        var evaluation = new Evaluation(EffectiveInput(scope), scope);
        return TimestampPath is not null
            ? TimestampAt(TimestampPath, evaluation)
            : now.AddSeconds(Seconds ?? SecondsNumber.At(SecondsPath!, evaluation, nameof(SecondsPath), min: 0));
    }

    public StateTransition Complete(StateScope scope)
    {
        var input = EffectiveInput(scope);
        return Leave(scope, input, input, Assign, Next);
    }

    private static DateTimeOffset TimestampAt(ValuePath path, in Evaluation evaluation)
    {
        var value = path.Evaluate(evaluation);
        return value.ValueKind == JsonValueKind.String && Data.Timestamp.TryParse(value.GetString()!, out var time)
            ? time
            : throw new StatesException(
                StatesErrors.Runtime,
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format "
                + $"string: {path} == {JsonValue.PlainTextOf(value)}");
    }
}
