using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>
/// The cases of one data file: groups with the page or the recorded answers that they are taken from. A test gets a
/// case's number and a label that says what it is about.
/// </summary>
internal sealed class LanguageCases
{
    private const int LabelLengthMax = 120;

    private readonly JsonElement[] _cases;

    private LanguageCases(JsonElement[] cases) => _cases = cases;

    public IReadOnlyList<JsonElement> All => _cases;

    public JsonElement this[int index] => _cases[index];

    public static LanguageCases Read(string file)
    {
        using var stream = typeof(LanguageCases).Assembly.GetManifestResourceStream($"StepFunctions/Language/{file}")!;
        using var document = JsonDocument.Parse(stream);
        return new LanguageCases([
            .. document.RootElement.EnumerateArray()
                .SelectMany(group => group.GetProperty("cases").EnumerateArray())
                .Select(one => one.Clone()),
        ]);
    }

    public TheoryData<int, string> Labelled()
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, one) in _cases.Index())
        {
            var text = one.GetRawText();
            data.Add(index, text.Length > LabelLengthMax ? text[..LabelLengthMax] : text);
        }

        return data;
    }

    /// <returns>The case's <c>input</c>, <c>context</c> and <c>variables</c>.</returns>
    public static StateScope ScopeOf(JsonElement one, string input = "input") => new(
        Optional(one, input) ?? Json("{}"),
        Optional(one, "context") ?? Json("{}"),
        Optional(one, "variables") is { } variables
            ? Variables.None.With(variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value))
            : Variables.None,
        RandomSource.Seeded(1));

    public static JsonElement? Optional(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) ? value : null;

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <returns>The state, in a machine that has all that it may lead to.</returns>
    public static TState StateOf<TState>(JsonElement one)
        where TState : State
    {
        var machine = $$"""
            {
              "StartAt": "Begin",
              "States": {
                "Begin": {
                  "Type": "Choice",
                  "Choices": [
                    {"Variable": "$.x", "IsNull": true, "Next": "A"}, {"Variable": "$.x", "IsNull": true, "Next": "B"},
                    {"Variable": "$.x", "IsNull": true, "Next": "D"}, {"Variable": "$.x", "IsNull": true, "Next": "H"},
                    {"Variable": "$.x", "IsNull": true, "Next": "N"}
                  ],
                  "Default": "S"
                },
                "A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}, "D": {"Type": "Succeed"}, "H": {"Type": "Succeed"},
                "N": {"Type": "Succeed"},
                "S": {{one.GetRawText()}}
              }
            }
            """;
        var parsed = StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(machine));
        Assert.DoesNotContain(parsed.Faults, f => f.Severity == FaultSeverity.Error);
        return Assert.IsType<TState>(parsed.Definition!.States["S"], exactMatch: false);
    }

    public static void AssertJson(JsonElement expected, JsonElement actual) => Assert.True(
        JsonElement.DeepEquals(expected, actual), $"expected {expected.GetRawText()}, got {actual.GetRawText()}");
}
