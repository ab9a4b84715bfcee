using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented(https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).</summary>
public sealed class VariablesTests
{
    [Fact]
    public void An_inner_scope_reads_the_outer_one_and_keeps_its_own()
    {
        var outer = Variables.None.With(Of("x", "1"));
        var inner = outer.Inner().With(Of("y", "2"));
        Assert.True(inner.TryGet("x", out var x) && x.GetInt32() == 1);
        Assert.True(inner.TryGet("y", out var y) && y.GetInt32() == 2);
        Assert.False(outer.TryGet("y", out _));
        Assert.Equal(["y"], inner.Own.Keys);
        Assert.False(outer.Inner().TryGet("y", out _));
    }

    [Fact]
    public void A_scope_is_restored_from_its_own_variables()
    {
        var outer = Variables.None.With(Of("x", "1"));
        var kept = outer.Inner().With(Of("y", "2")).Own;
        var restored = outer.Inner().Restored(kept);
        Assert.True(restored.TryGet("x", out _) && restored.TryGet("y", out _));
    }

    [Theory]
    [InlineData(256 * 1024 - 2, true)]
    [InlineData(256 * 1024 - 1, false)]
    public void A_variable_has_at_most_256_KiB(int length, bool fits)
    {
        var state = LanguageCases.StateOf<PassState>(LanguageCases.Json("""
            {"Type": "Pass", "End": true, "Assign": {"x.$": "$.s"}, "OutputPath": null}
            """));
        var scope = ScopeOf(new { s = new string('a', length) });
        if (fits)
        {
            Assert.True(state.Complete(scope).Variables.TryGet("x", out _));
            return;
        }

        Assert.Equal(StatesErrors.DataLimitExceeded, Assert.Throws<StatesException>(() => state.Complete(scope)).Error);
    }

    [Theory]
    [InlineData(256 * 1024 - 2, true)]
    [InlineData(256 * 1024 - 1, false)]
    public void An_output_has_at_most_256_KiB(int length, bool fits)
    {
        var state = LanguageCases.StateOf<PassState>(LanguageCases.Json("""
            {"Type": "Pass", "End": true, "OutputPath": "$.s"}
            """));
        var scope = ScopeOf(new { s = new string('a', length) });
        if (fits)
        {
            Assert.Equal(length, state.Complete(scope).Output.GetString()!.Length);
            return;
        }

        var failure = Assert.Throws<StatesException>(() => state.Complete(scope));
        Assert.Equal(StatesErrors.DataLimitExceeded, failure.Error);
        Assert.Equal(
            "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
            failure.Cause);
    }

    [Fact]
    public void A_task_has_its_time_limits_from_paths_of_the_raw_input()
    {
        var state = LanguageCases.StateOf<TaskState>(LanguageCases.Json("""
            {
              "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
              "InputPath": null, "TimeoutSecondsPath": "$.t", "HeartbeatSecondsPath": "$.h"
            }
            """));
        var scope = ScopeOf(new { t = 20, h = 5 });
        Assert.Equal(TimeSpan.FromSeconds(20), state.Timeout(scope));
        Assert.Equal(TimeSpan.FromSeconds(5), state.Heartbeat(scope));
        var failure = Assert.Throws<StatesException>(() => state.Timeout(ScopeOf(new { t = 0 })));
        Assert.Equal(StatesErrors.Runtime, failure.Error);
        var plain = LanguageCases.StateOf<TaskState>(LanguageCases.Json("""
            {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true}
            """));
        Assert.Equal((TimeSpan.FromSeconds(99_999_999), null), (plain.Timeout(scope), plain.Heartbeat(scope)));
    }

    private static StateScope ScopeOf(object input) => LanguageCases.ScopeOf(
        JsonSerializer.SerializeToElement(new { input }));

    private static Dictionary<string, JsonElement> Of(string name, string json) =>
        new() { [name] = LanguageCases.Json(json) };
}
