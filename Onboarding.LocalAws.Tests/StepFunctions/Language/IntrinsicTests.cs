using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Intrinsics;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented or recorded: each group of the data files names its evidence.</summary>
public sealed class IntrinsicTests
{
    private static readonly LanguageCases Calls = LanguageCases.Read("intrinsics");
    private static readonly LanguageCases InvalidCalls = LanguageCases.Read("invalid-intrinsics");

    public static TheoryData<int, string> CallCases() => Calls.Labelled();

    public static TheoryData<int, string> InvalidCallCases() => InvalidCalls.Labelled();

    [Theory]
    [MemberData(nameof(CallCases))]
    public void Calls_the_function(int index, string label)
    {
        var one = Calls[index];
        var call = IntrinsicParser.Parse(one.GetProperty("call").GetString()!);
        var scope = LanguageCases.ScopeOf(one);
        JsonElement Evaluate() => call.Evaluate(new Evaluation(scope.Input, scope));
        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => Evaluate());
            Assert.Equal(StatesErrors.Runtime, failure.Error);
            Assert.StartsWith(
                $"The function '{call.Text}' had the following error: ", failure.Cause, StringComparison.Ordinal);
            Assert.Contains(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        var value = Evaluate();
        Assert.True(
            JsonElement.DeepEquals(one.GetProperty("result"), value), $"{label}: got {value.GetRawText()}");
    }

    [Theory]
    [MemberData(nameof(InvalidCallCases))]
    public void Refuses_what_is_no_call(int index, string label)
    {
        var text = InvalidCalls[index].GetProperty("call").GetString()!;
        var refusal = Assert.Throws<JsonPathException>(() => IntrinsicParser.Parse(text));
        Assert.True(refusal.Message.Length > 0, label);
    }
}
