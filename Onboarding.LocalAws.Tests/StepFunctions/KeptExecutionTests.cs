using System.Text;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// An execution whose process is killed: another goes on behind each single commit of it, so inside and between all
/// states. Evidence: Local; AWS forgets nothing.
/// </summary>
public sealed class KeptExecutionTests
{
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:";

    /// <summary>Every type of state, a retry, a catch, a token, variables, a branch that waits for the other.</summary>
    private static readonly string Definition =
        """
        {"StartAt":"Begin","States":{
            "Begin":{"Type":"Pass","Assign":{"who.$":"$.who"},"Next":"First"},
            "First":{"Type":"Task","Resource":"FNfirst","ResultPath":"$.first","Next":"Hold",
                "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":60,"MaxAttempts":3}]},
            "Hold":{"Type":"Wait","Seconds":3600,"Next":"Either"},
            "Either":{"Type":"Choice","Default":"Both",
                "Choices":[{"Variable":"$.first","StringEquals":"other","Next":"Wrong"}]},
            "Wrong":{"Type":"Fail"},
            "Both":{"Type":"Parallel","ResultPath":"$.both","Next":"Each","Branches":[
                {"StartAt":"Left","States":{
                    "Left":{"Type":"Task","Resource":"FNleft","Next":"Later"},
                    "Later":{"Type":"Wait","Seconds":10,"Next":"Late"},
                    "Late":{"Type":"Pass","Parameters":{"who.$":"$who"},"End":true}}},
                {"StartAt":"Right","States":{"Right":{"Type":"Task","Resource":"FNright","End":true}}}]},
            "Each":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":2,"ResultPath":"$.each","Next":"Ask",
                "ItemProcessor":{"StartAt":"One","States":{
                    "One":{"Type":"Task","Resource":"FNone","ResultPath":"$.r","Next":"Rest",
                        "Parameters":{"n.$":"$$.Map.Item.Value.n"}},
                    "Rest":{"Type":"Wait","Seconds":5,"End":true}}}},
            "Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Parameters":{"QueueUrl":"q","MessageBody":{"token.$":"$$.Task.Token"}},
                "ResultPath":"$.reply","Next":"Bad"},
            "Bad":{"Type":"Task","Resource":"FNbad","ResultPath":"$.bad","Next":"Never",
                "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.caught","Next":"End"}]},
            "Never":{"Type":"Fail"},
            "End":{"Type":"Succeed"}}}
        """.Replace("FN", Function, StringComparison.Ordinal);

    private const string Input = """{"who":"me","items":[{"n":1},{"n":2},{"n":3}]}""";

    private const string Output = """
        {"who":"me","items":[{"n":1},{"n":2},{"n":3}],"first":"first","both":[{"who":"me"},"right"],
        "each":[{"n":1,"r":"one"},{"n":2,"r":"one"},{"n":3,"r":"one"}],"reply":{"ok":true},
        "caught":{"Error":"Busy","Cause":"bad"}}
        """;

    [Fact]
    public async Task An_execution_goes_on_behind_each_of_its_commits()
    {
        var (commits, arn) = await RunAsync();
        // Two per state would be fewer: the run is as long as it looks.
        Assert.InRange(commits.Count, 40, 100);
        for (var count = 1; count < commits.Count; count++)
        {
            await GoOnAsync(commits.Take(count).ToList(), arn);
        }
    }

    [Fact]
    public async Task An_execution_goes_on_from_a_snapshot_behind_each_of_its_commits()
    {
        var (commits, arn) = await RunAsync();
        for (var count = 1; count < commits.Count; count++)
        {
            await using var before = new EngineRun(new ManualTime(), new TaskCalls(), commits.Take(count));
            var snapshot = before.Context.Executions.Capture().Changes.ToArray();
            await using var copy = new EngineRun(new ManualTime(), new TaskCalls(), []);
            copy.Append(snapshot);
            await GoOnAsync(copy.Commits, arn);
        }
    }

    [Fact]
    public async Task A_state_that_has_succeeded_is_never_run_again()
    {
        var (commits, arn) = await RunAsync();
        for (var count = 1; count < commits.Count; count++)
        {
            var calls = NewCalls();
            await using var run = new EngineRun(new ManualTime(), calls, commits.Take(count));
            var done = run.Types(arn).Count(type => type == "LambdaFunctionSucceeded");
            Wire(run, calls);
            run.Engine.Resume();
            await run.EndedAsync(arn);
            var succeeded = run.Types(arn).Count(type => type == "LambdaFunctionSucceeded");
            Assert.Equal(6, succeeded);
            // The calls that fail, and each that had not succeeded before the kill.
            Assert.Equal(6 - done, calls.Made.Count(name => name is "left" or "right" or "one")
                + Math.Min(1, calls.Made.Count(name => name == "first")));
        }
    }

    [Fact]
    public async Task An_express_execution_begins_anew()
    {
        var calls = NewCalls();
        List<byte[][]> commits;
        string arn;
        const string definition = """
            {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"Next":"B"},
                "B":{"Type":"Task","Resource":"FNright","End":true}}}
            """;
        await using (var run = new EngineRun(new ManualTime(), calls, []))
        {
            var machine = run.Machine(
                definition.Replace("FN", Function, StringComparison.Ordinal), MachineType.Express);
            arn = run.Start(machine, "{}");
            await run.Time.WhenTimerAsync(TimeSpan.FromSeconds(60));
            commits = [.. run.Commits];
        }

        await using var next = new EngineRun(new ManualTime(), calls, commits);
        Assert.Equal(arn, Assert.Single(next.Context.Executions.Running).Arn);
        next.Engine.Resume();
        Assert.Null(await next.EndedAsync(arn));
        Assert.Equal(["right"], calls.Made);
        await using var last = new EngineRun(new ManualTime(), calls, next.Commits);
        Assert.Empty(last.Context.Executions.Running);
    }

    private static async Task<(IReadOnlyList<byte[][]> Commits, string Arn)> RunAsync()
    {
        var calls = NewCalls();
        await using var run = new EngineRun(new ManualTime(), calls, []);
        Wire(run, calls);
        var arn = run.Start(run.Machine(Definition), Input);
        MustHaveEnded(await run.EndedAsync(arn));
        return (run.Commits, arn);
    }

    private static async Task GoOnAsync(IReadOnlyList<byte[][]> commits, string arn)
    {
        var calls = NewCalls();
        await using var run = new EngineRun(new ManualTime(), calls, commits);
        Wire(run, calls);
        run.Engine.Resume();
        MustHaveEnded(await run.EndedAsync(arn));
        var events = run.Context.Executions.Events(arn, 0, int.MaxValue, isReversed: false)!;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(id => (long)id), events.Select(e => e.Id));
        Assert.All(events, e => Assert.InRange(e.PreviousId, 0, e.Id - 1));
        Assert.Equal(1, events.Count(e => e.Content.Type == "ExecutionSucceeded"));
        Assert.Empty(run.Context.Executions.Frames(arn));
    }

    private static TaskCalls NewCalls()
    {
        var calls = new TaskCalls();
        calls.Failures["first"] = 1;
        calls.Failures["bad"] = 100;
        return calls;
    }

    private static void Wire(EngineRun run, TaskCalls calls) => calls.OnToken = token =>
    {
        Assert.True(run.Context.Executions.Reply(token, new TaskReply.Success("""{"ok":true}"""u8.ToArray())));
        run.Context.Tokens.Reply(token);
    };

    private static void MustHaveEnded(Execution? execution)
    {
        Assert.NotNull(execution?.End);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(
            Output.ReplaceLineEndings(""), Encoding.UTF8.GetString(execution.End.Output!.Value.Span));
    }
}
