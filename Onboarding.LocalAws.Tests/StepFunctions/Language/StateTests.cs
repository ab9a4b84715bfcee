using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented or recorded: each group of the data files names its evidence.</summary>
public sealed class StateTests
{
    private static readonly LanguageCases States = LanguageCases.Read("states");
    private static readonly LanguageCases Waits = LanguageCases.Read("waits");
    private static readonly LanguageCases Failures = LanguageCases.Read("failures");
    private static readonly LanguageCases Catches = LanguageCases.Read("catches");
    private static readonly LanguageCases Maps = LanguageCases.Read("maps");

    public static TheoryData<int, string> StateCases() => States.Labelled();

    public static TheoryData<int, string> WaitCases() => Waits.Labelled();

    public static TheoryData<int, string> FailureCases() => Failures.Labelled();

    public static TheoryData<int, string> CatchCases() => Catches.Labelled();

    public static TheoryData<int, string> MapCases() => Maps.Labelled();

    [Theory]
    [MemberData(nameof(StateCases))]
    public void Passes_its_data_on(int index, string label)
    {
        var one = States[index];
        var state = LanguageCases.StateOf<State>(one.GetProperty("state"));
        var scope = LanguageCases.ScopeOf(one);
        StateTransition Complete() => state switch
        {
            PassState pass => pass.Complete(scope),
            ChoiceState choice => choice.Complete(scope),
            WaitState wait => wait.Complete(scope),
            SucceedState succeed => succeed.Complete(scope),
            _ => ((FallibleState)state).Complete(scope, one.GetProperty("result")),
        };
        if (LanguageCases.Optional(one, "fails") is { } expected)
        {
            var failure = Assert.Throws<StatesException>(() => Complete());
            Assert.Equal(expected[0].GetString(), failure.Error);
            Assert.StartsWith(expected[1].GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        var transition = Complete();
        LanguageCases.AssertJson(one.GetProperty("output"), transition.Output);
        Assert.True(one.GetProperty("next").GetString() == transition.Next, label);
        AssertAssigned(one, transition);
    }

    [Theory]
    [MemberData(nameof(WaitCases))]
    public void Waits_until(int index, string label)
    {
        var one = Waits[index];
        var state = LanguageCases.StateOf<WaitState>(one.GetProperty("state"));
        var scope = LanguageCases.ScopeOf(one);
        var now = Time("2026-01-01T00:00:00Z");
        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => state.Until(scope, now));
            Assert.Equal(StatesErrors.Runtime, failure.Error);
            Assert.Contains(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        Assert.True(Time(one.GetProperty("until").GetString()!) == state.Until(scope, now), label);
    }

    [Theory]
    [MemberData(nameof(FailureCases))]
    public void Fails_with_error_and_cause(int index, string label)
    {
        var one = Failures[index];
        var state = LanguageCases.StateOf<FailState>(one.GetProperty("state"));
        var scope = LanguageCases.ScopeOf(one);
        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => state.Failure(scope));
            Assert.Contains(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        var expected = new Failure(one.GetProperty("error").GetString(), one.GetProperty("cause").GetString());
        Assert.True(expected == state.Failure(scope), label);
    }

    [Theory]
    [MemberData(nameof(CatchCases))]
    public void Catches_an_error(int index, string label)
    {
        var one = Catches[index];
        var state = LanguageCases.StateOf<TaskState>(LanguageCases.Json($$"""
            {
              "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true, "OutputPath": "$.ignored",
              "Catch": [{{one.GetProperty("catch").GetRawText()}}]
            }
            """));
        var failure = new StatesException(one.GetProperty("error").GetString()!, one.GetProperty("cause").GetString()!);
        var transition = state.FindCatcher(failure.Error)!.Complete(LanguageCases.ScopeOf(one), failure);
        LanguageCases.AssertJson(one.GetProperty("output"), transition.Output);
        Assert.True(transition.Next == "H", label);
        AssertAssigned(one, transition);
    }

    [Theory]
    [MemberData(nameof(MapCases))]
    public void Makes_the_items_of_a_map(int index, string label)
    {
        var one = Maps[index];
        var state = LanguageCases.StateOf<MapState>(one.GetProperty("state"));
        var scope = LanguageCases.ScopeOf(one);
        MapItem[] Items()
        {
            var items = state.Items(scope);
            return [.. items.Select((_, i) => state.Item(scope, items, i))];
        }

        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => Items());
            Assert.Equal(StatesErrors.Runtime, failure.Error);
            Assert.Contains(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        var made = Items();
        LanguageCases.AssertJson(
            one.GetProperty("items"), JsonSerializer.SerializeToElement(made.Select(m => m.Input)));
        Assert.True(
            made.Index().All(m => m.Item.Context.GetProperty("Map").GetProperty("Item").GetProperty("Index").GetInt32()
                == m.Index),
            label);
    }

    private static void AssertAssigned(JsonElement one, StateTransition transition)
    {
        var expected = LanguageCases.Optional(one, "assigned") ?? LanguageCases.Json("{}");
        LanguageCases.AssertJson(expected, JsonSerializer.SerializeToElement(transition.Assigned));
        foreach (var variable in expected.EnumerateObject())
        {
            Assert.True(transition.Variables.TryGet(variable.Name, out var value));
            LanguageCases.AssertJson(variable.Value, value);
        }
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
