using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Parsing;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented: each group of choices.json names its page.</summary>
public sealed class ChoiceTests
{
    private static readonly LanguageCases Choices = LanguageCases.Read("choices");

    public static TheoryData<int, string> ChoiceCases() => Choices.Labelled();

    [Theory]
    [MemberData(nameof(ChoiceCases))]
    public void Tells_whether_the_rule_holds(int index, string label)
    {
        var one = Choices[index];
        var rule = one.GetProperty("rule").GetRawText();
        var faults = new Faults();
        var choice = ChoiceParser.Rule(
            LanguageCases.Json($$"""{{rule[..^1]}},"Next":"N"}"""), "/States/S/Choices[0]", faults);
        Assert.Empty(faults.All);
        var scope = LanguageCases.ScopeOf(one);
        bool Holds() => choice!.Condition.Holds(new Evaluation(scope.Input, scope));
        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => Holds());
            Assert.Equal(StatesErrors.Runtime, failure.Error);
            Assert.StartsWith(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        Assert.True(one.GetProperty("holds").GetBoolean() == Holds(), label);
    }
}
