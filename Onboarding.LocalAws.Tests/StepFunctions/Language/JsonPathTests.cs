using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented: each group of paths.json, invalid-paths.json and result-paths.json names its page.</summary>
public sealed class JsonPathTests
{
    private static readonly LanguageCases Paths = LanguageCases.Read("paths");
    private static readonly LanguageCases InvalidPaths = LanguageCases.Read("invalid-paths");
    private static readonly LanguageCases ResultPaths = LanguageCases.Read("result-paths");

    public static TheoryData<int, string> PathCases() => Paths.Labelled();

    public static TheoryData<int, string> InvalidPathCases() => InvalidPaths.Labelled();

    public static TheoryData<int, string> ResultPathCases() => ResultPaths.Labelled();

    [Theory]
    [MemberData(nameof(PathCases))]
    public void Finds_what_the_path_names(int index, string label)
    {
        var one = Paths[index];
        var path = ValuePath.Parse(one.GetProperty("path").GetString()!);
        var scope = LanguageCases.ScopeOf(one, "data");
        var found = path.TryEvaluate(new Evaluation(scope.Input, scope), out var value);
        Assert.True(found == !one.TryGetProperty("missing", out _), label);
        if (found)
        {
            LanguageCases.AssertJson(one.GetProperty("result"), value);
        }
    }

    [Theory]
    [MemberData(nameof(InvalidPathCases))]
    public void Refuses_what_is_no_path(int index, string label)
    {
        var text = InvalidPaths[index].GetProperty("path").GetString()!;
        var refusal = Assert.Throws<JsonPathException>(() => ValuePath.Parse(text));
        Assert.True(refusal.Message.Length > 0, label);
    }

    [Theory]
    [MemberData(nameof(ResultPathCases))]
    public void Puts_a_result_into_the_input(int index, string label)
    {
        var one = ResultPaths[index];
        var text = one.GetProperty("path").GetString();
        if (one.TryGetProperty("refused", out _))
        {
            Assert.Throws<JsonPathException>(() => ResultPath.Parse(text!));
            return;
        }

        var path = text is null ? ResultPath.Discard : ResultPath.Parse(text);
        JsonElement Put() => path.Put(one.GetProperty("input"), one.GetProperty("result"));
        if (one.TryGetProperty("fails", out _))
        {
            Assert.Equal(StatesErrors.ResultPathMatchFailure, Assert.Throws<StatesException>(() => Put()).Error);
            return;
        }

        Assert.True(JsonElement.DeepEquals(one.GetProperty("output"), Put()), label);
    }

    /// <summary>The input's other members stay in their places.</summary>
    [Fact]
    public void A_result_keeps_the_order_of_members() => Assert.Equal(
        """{"b":1,"a":9,"c":3,"d":0}""",
        ResultPath.Parse("$.d").Put(
            ResultPath.Parse("$.a").Put(LanguageCases.Json("""{"b":1,"a":2,"c":3}"""), LanguageCases.Json("9")),
            LanguageCases.Json("0")).GetRawText());
}
