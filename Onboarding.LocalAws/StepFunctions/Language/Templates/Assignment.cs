using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Templates;

/// <summary>
/// A compiled Assign. All values are those on entry of the state, also of variables that it assigns itself
/// (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
/// </summary>
internal sealed record Assignment(IReadOnlyList<KeyValuePair<string, PayloadTemplate>> Variables)
{
    public static Assignment None { get; } = new([]);

    /// <param name="state">The state's name.</param>
    /// <exception cref="StatesException">States.DataLimitExceeded: one or all of them are too large.</exception>
    public IReadOnlyDictionary<string, JsonElement> Evaluate(in Evaluation evaluation, string state)
    {
        if (Variables.Count == 0)
        {
            return Data.Variables.None.Own;
        }

        var assigned = new Dictionary<string, JsonElement>(Variables.Count);
        var sizeBytes = 0;
        foreach (var (name, template) in Variables)
        {
            var value = template.Evaluate(evaluation);
            assigned.Add(name, value);
            sizeBytes += JsonValue.SizeBytesOf(value);
        }

        return sizeBytes <= DataLimit.SizeBytesMax ? assigned : throw DataLimit.Exceeded(state);
    }
}
