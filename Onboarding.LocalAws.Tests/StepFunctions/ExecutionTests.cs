using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>From StartExecution to the history of what it did.</summary>
public sealed class ExecutionTests
{
    private const string Pass = """
        {"StartAt":"State_1","States":{"State_1":{"Type":"Pass","Result":{"Arg1":"argument1"},"End":true}}}
        """;

    /// <summary>Recorded: localstack, tests/aws/services/stepfunctions/v2, test_start_execution.</summary>
    [Fact]
    public async Task A_pass_state_has_AWSs_history()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(Pass);
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal("""{"Arg1":"argument1"}""", ended.GetProperty("output").GetString());
        Assert.Equal(
            [
                """1<0 ExecutionStarted {"input":"{}","inputDetails":{"truncated":false},"roleArn":"ROLE"}"""
                    .Replace("ROLE", StatesHost.RoleArn, StringComparison.Ordinal),
                """2<0 PassStateEntered {"name":"State_1","input":"{}","inputDetails":{"truncated":false}}""",
                """3<2 PassStateExited {"name":"State_1","output":"{\"Arg1\":\"argument1\"}","outputDetails":"""
                    + """{"truncated":false}}""",
                """4<3 ExecutionSucceeded {"output":"{\"Arg1\":\"argument1\"}","outputDetails":{"truncated":false}}""",
            ],
            await host.HistoryAsync(ended.Arn()));
    }

    [Theory]
    [InlineData("""{"n":1}""", "One")]
    [InlineData("""{"n":2}""", "Other")]
    public async Task A_choice_goes_where_its_rule_says(string input, string state)
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            """
            {"StartAt":"C","States":{
                "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"One"}],"Default":"Other"},
                "One":{"Type":"Succeed"},"Other":{"Type":"Fail","Error":"E","Cause":"because"}}}
            """,
            input);
        Assert.Equal(state == "One" ? "SUCCEEDED" : "FAILED", ended.GetProperty("status").GetString());
        var types = await host.TypesAsync(ended.Arn());
        Assert.Equal(
            state == "One"
                ? ["ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "SucceedStateEntered",
                    "SucceedStateExited", "ExecutionSucceeded"]
                : ["ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "FailStateEntered",
                    "ExecutionFailed"],
            types);
    }

    [Fact]
    public async Task Parallel_branches_and_map_iterations_make_one_array()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            """
            {"StartAt":"P","States":{
                "P":{"Type":"Parallel","Next":"M","Branches":[
                    {"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"End":true}}},
                    {"StartAt":"B","States":{"B":{"Type":"Pass","Result":2,"End":true}}}]},
                "M":{"Type":"Map","End":true,
                    "ItemSelector":{"index.$":"$$.Map.Item.Index","value.$":"$$.Map.Item.Value"},
                    "ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}}}
            """);
        Assert.Equal(
            """[{"index":0,"value":1},{"index":1,"value":2}]""", ended.GetProperty("output").GetString());
        Assert.Equal(
            [
                "ExecutionStarted",
                "ParallelStateEntered",
                "ParallelStateStarted",
                "PassStateEntered", "PassStateExited", "PassStateEntered", "PassStateExited",
                "ParallelStateSucceeded", "ParallelStateExited",
                "MapStateEntered", "MapStateStarted",
                "MapIterationStarted", "PassStateEntered", "PassStateExited", "MapIterationSucceeded",
                "MapIterationStarted", "PassStateEntered", "PassStateExited", "MapIterationSucceeded",
                "MapStateSucceeded", "MapStateExited",
                "ExecutionSucceeded",
            ],
            await host.TypesAsync(ended.Arn()));
    }

    [Fact]
    public async Task The_first_branch_that_fails_aborts_the_others()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            """
            {"StartAt":"P","States":{
                "P":{"Type":"Parallel","Next":"Never","Branches":[
                    {"StartAt":"Slow","States":{"Slow":{"Type":"Wait","Seconds":3600,"End":true}}},
                    {"StartAt":"Bad","States":{"Bad":{"Type":"Fail","Error":"E","Cause":"because"}}}],
                    "Catch":[{"ErrorEquals":["E"],"ResultPath":"$.error","Next":"Caught"}]},
                "Never":{"Type":"Succeed"},"Caught":{"Type":"Pass","End":true}}}
            """,
            """{"a":1}""");
        Assert.Equal(
            """{"a":1,"error":{"Error":"E","Cause":"because"}}""", ended.GetProperty("output").GetString());
        Assert.Equal(
            [
                "ExecutionStarted",
                "ParallelStateEntered",
                "ParallelStateStarted",
                "WaitStateEntered", "FailStateEntered", "WaitStateAborted",
                "ParallelStateFailed", "ParallelStateExited",
                "PassStateEntered", "PassStateExited",
                "ExecutionSucceeded",
            ],
            await host.TypesAsync(ended.Arn()));
    }

    [Fact]
    public async Task An_express_machine_answers_with_its_output()
    {
        await using var host = await TestHost.StartAsync();
        var machine = await host.CreateMachineAsync(Pass, type: "EXPRESS");
        var ended = await host.StatesOkAsync(
            "StartSyncExecution", new { stateMachineArn = machine, name = "n", input = "[1]" });
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal("""{"Arg1":"argument1"}""", ended.GetProperty("output").GetString());
        Assert.StartsWith(
            StatesHost.ArnPrefix + "express:m:n:", ended.Arn(), StringComparison.Ordinal);
        Assert.Equal(100, ended.GetProperty("billingDetails").GetProperty("billedDurationInMilliseconds").GetInt32());
    }
}
