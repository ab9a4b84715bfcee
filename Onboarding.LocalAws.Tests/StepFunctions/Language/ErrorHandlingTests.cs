using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented(https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).</summary>
public sealed class ErrorHandlingTests
{
    private static readonly LanguageCases Retries = LanguageCases.Read("retries");
    private static readonly LanguageCases Names = LanguageCases.Read("error-names");

    public static TheoryData<int, string> RetryCases() => Retries.Labelled();

    public static TheoryData<int, string> NameCases() => Names.Labelled();

    /// <summary>No delays: no retrier takes the error. Null: the retrier that takes it has no attempt left.</summary>
    [Theory]
    [MemberData(nameof(RetryCases))]
    public void Retries_with_back_off(int index, string label)
    {
        var one = Retries[index];
        var state = Task(one.GetProperty("retry").GetRawText());
        var delays = one.GetProperty("delays").EnumerateArray().ToArray();
        var retrier = state.FindRetrier(one.GetProperty("error").GetString()!);
        Assert.True((retrier < 0) == (delays.Length == 0), label);
        foreach (var (retries, delay) in delays.Index())
        {
            var expected = delay.ValueKind == System.Text.Json.JsonValueKind.Null
                ? (TimeSpan?)null
                : TimeSpan.FromSeconds(delay.GetDouble());
            Assert.Equal(expected, state.Retriers[retrier].Delay(retries, RandomSource.Seeded(0)));
        }
    }

    [Theory]
    [MemberData(nameof(NameCases))]
    public void Error_names_match(int index, string label)
    {
        var one = Names[index];
        string[] names = [.. one.GetProperty("errorEquals").EnumerateArray().Select(n => n.GetString()!)];
        Assert.True(
            one.GetProperty("matches").GetBoolean() == ErrorNames.Match(names, one.GetProperty("error").GetString()!),
            label);
    }

    [Fact]
    public void Full_jitter_is_between_none_and_all_of_the_delay()
    {
        var retrier = Task("""[{"ErrorEquals": ["E"], "IntervalSeconds": 10, "JitterStrategy": "FULL"}]""").Retriers[0];
        var random = RandomSource.Seeded(0);
        var delays = Enumerable.Range(0, 1_000).Select(_ => retrier.Delay(1, random)!.Value.TotalSeconds).ToArray();
        Assert.All(delays, d => Assert.InRange(d, 0, 20));
        Assert.True(delays.Min() < 1 && delays.Max() > 19 && delays.Average() is > 9 and < 11);
    }

    [Fact]
    public void The_first_catcher_that_names_the_error_takes_it()
    {
        var state = LanguageCases.StateOf<TaskState>(LanguageCases.Json("""
            {
              "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true,
              "Catch": [
                {"ErrorEquals": ["X"], "Next": "A"},
                {"ErrorEquals": ["States.TaskFailed"], "Next": "B"},
                {"ErrorEquals": ["States.ALL"], "Next": "D"}
              ]
            }
            """));
        Assert.Equal("A", state.FindCatcher("X")?.Next);
        Assert.Equal("B", state.FindCatcher("Y")?.Next);
        Assert.Equal("D", state.FindCatcher("States.Timeout")?.Next);
        Assert.Null(state.FindCatcher("States.Runtime"));
    }

    private static TaskState Task(string retry) => LanguageCases.StateOf<TaskState>(LanguageCases.Json($$"""
        {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true, "Retry": {{retry}}}
        """));
}
