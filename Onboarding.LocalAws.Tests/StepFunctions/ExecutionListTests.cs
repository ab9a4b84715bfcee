using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// Executions through the API. Evidence where a test names no other: Recorded, by localstack,
/// tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json and test_sfn_api_express.snapshot.json.
/// </summary>
public sealed class ExecutionListTests
{
    private const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";
    private const string Wait = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""";

    [Fact]
    public async Task StopExecution_aborts_what_runs()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Time = time });
        var executionArn = await host.StartAsync(await host.CreateMachineAsync(Wait));
        await time.WhenTimerAsync(TimeSpan.FromHours(1));
        var first = await host.StatesOkAsync("StopExecution", new { executionArn });
        Assert.Equal("ABORTED", (await host.EndedAsync(executionArn)).GetProperty("status").GetString());
        var history = await host.HistoryAsync(executionArn);
        Assert.Equal("3<0 ExecutionAborted {}", history[^1]);
        Assert.Equal(
            first.GetRawText(), (await host.StatesOkAsync("StopExecution", new { executionArn })).GetRawText());
    }

    [Fact]
    public async Task StartExecution_with_the_same_name_and_input_is_the_same_execution()
    {
        await using var host = await TestHost.StartAsync();
        var machine = await host.CreateMachineAsync(Wait);
        var arn = await host.StartAsync(machine, """{"a":1}""", "n");
        Assert.Equal(arn, await host.StartAsync(machine, """{"a":1}""", "n"));
        var fault = $"ExecutionAlreadyExists: Execution Already Exists: '{arn}'";
        Assert.Equal(fault, await host.StatesFaultAsync(
            "StartExecution", new { stateMachineArn = machine, name = "n", input = """{"a":2}""" }));
        await host.StatesOkAsync("StopExecution", new { executionArn = arn });
        Assert.Equal(fault, await host.StatesFaultAsync(
            "StartExecution", new { stateMachineArn = machine, name = "n", input = """{"a":1}""" }));
    }

    [Fact]
    public async Task Are_listed_by_status_the_newest_first()
    {
        await using var host = await TestHost.StartAsync();
        var machine = await host.CreateMachineAsync(Pass);
        foreach (var name in (string[])["a", "b", "c"])
        {
            await host.EndedAsync(await host.StartAsync(machine, name: name));
        }

        var page = await host.StatesOkAsync("ListExecutions", new { stateMachineArn = machine, maxResults = 2 });
        Assert.Equal(["c", "b"], Names(page));
        var nextToken = page.GetProperty("nextToken").GetString();
        var last = await host.StatesOkAsync("ListExecutions", new { stateMachineArn = machine, nextToken });
        Assert.Equal(["a"], Names(last));
        Assert.Empty(Names(await host.StatesOkAsync(
            "ListExecutions", new { stateMachineArn = machine, statusFilter = "RUNNING" })));
        Assert.Equal(
            "ValidationException: 1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy "
                + "constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, "
                + "FAILED, RUNNING]",
            await host.StatesFaultAsync(
                "ListExecutions", new { stateMachineArn = machine, statusFilter = "succeeded" }));
    }

    [Fact]
    public async Task GetExecutionHistory_has_pages_in_both_directions_with_data_or_without()
    {
        await using var host = await TestHost.StartAsync();
        var executionArn = (await host.RunAsync(Pass)).Arn();
        var page = await host.StatesOkAsync(
            "GetExecutionHistory", new { executionArn, maxResults = 3, reverseOrder = true });
        Assert.Equal([4, 3, 2], Ids(page));
        var rest = await host.StatesOkAsync("GetExecutionHistory", new
        {
            executionArn,
            reverseOrder = true,
            includeExecutionData = false,
            nextToken = page.GetProperty("nextToken").GetString(),
        });
        Assert.Equal([1], Ids(rest));
        Assert.Equal(
            $$"""{"roleArn":"{{StatesHost.RoleArn}}"}""",
            rest.GetProperty("events")[0].GetProperty("executionStartedEventDetails").GetRawText());
    }

    /// <summary>Recorded in https://github.com/floci-io/floci/issues/2734.</summary>
    [Fact]
    public async Task The_event_that_fills_the_history_fails_the_execution()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            """
            {"StartAt":"Loop","States":{"Loop":{"Type":"Choice","Default":"Loop",
                "Choices":[{"Variable":"$.never","IsPresent":true,"Next":"End"}]},"End":{"Type":"Succeed"}}}
            """);
        Assert.Equal("States.Runtime", ended.GetProperty("error").GetString());
        Assert.Equal(
            "The execution reached the maximum number of history events (25000).",
            ended.GetProperty("cause").GetString());
        var last = await host.StatesOkAsync("GetExecutionHistory", new
        {
            executionArn = ended.Arn(),
            maxResults = 1,
            reverseOrder = true,
        });
        Assert.InRange(Assert.Single(Ids(last)), 24_999, 25_000);
    }

    [Theory]
    [InlineData("DescribeExecution")]
    [InlineData("GetExecutionHistory")]
    [InlineData("StopExecution")]
    [InlineData("DescribeStateMachineForExecution")]
    public async Task Refuses_what_is_no_Standard_execution(string operation)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(
            "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid'",
            await host.StatesFaultAsync(operation, new { executionArn = "invalid" }));
        Assert.Equal(
            "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
            await host.StatesFaultAsync(operation, new { executionArn = StatesHost.ArnPrefix + "express:m:a:b" }));
        Assert.Equal(
            $"ExecutionDoesNotExist: Execution Does Not Exist: '{StatesHost.ArnPrefix}execution:m:n'",
            await host.StatesFaultAsync(operation, new { executionArn = StatesHost.ArnPrefix + "execution:m:n" }));
    }

    [Fact]
    public async Task Each_type_of_machine_refuses_what_is_the_others()
    {
        await using var host = await TestHost.StartAsync();
        const string fault =
            "StateMachineTypeNotSupported: This operation is not supported by this type of state machine";
        var standard = await host.CreateMachineAsync(Pass);
        var express = await host.CreateMachineAsync(Pass, "e", "EXPRESS");
        Assert.Equal(fault, await host.StatesFaultAsync("StartSyncExecution", new { stateMachineArn = standard }));
        Assert.Equal(fault, await host.StatesFaultAsync("ListExecutions", new { stateMachineArn = express }));
    }

    [Theory]
    [InlineData("", "InvalidExecutionInput: Invalid State Machine Execution Input: 'Invalid execution input.'")]
    [InlineData("not json", "InvalidExecutionInput: Invalid State Machine Execution Input: '")]
    public async Task Refuses_an_input_that_is_not_JSON(string input, string fault)
    {
        await using var host = await TestHost.StartAsync();
        var machine = await host.CreateMachineAsync(Pass);
        Assert.StartsWith(
            fault,
            await host.StatesFaultAsync("StartExecution", new { stateMachineArn = machine, input }),
            StringComparison.Ordinal);
    }

    /// <summary>Documented(https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html): 256 KiB.</summary>
    [Fact]
    public async Task Refuses_an_input_over_256_KiB()
    {
        await using var host = await TestHost.StartAsync();
        var machine = await host.CreateMachineAsync(Pass);
        var input = "\"" + new string('a', 256 * 1024 - 2) + "\"";
        await host.StartAsync(machine, input);
        Assert.Equal(
            "ValidationException: 1 validation error detected: Value null at 'input' failed to satisfy constraint: "
                + "Member must have length less than or equal to 262144",
            await host.StatesFaultAsync("StartExecution", new { stateMachineArn = machine, input = input + " " }));
    }

    private static string[] Names(JsonElement page) =>
        [.. page.GetProperty("executions").EnumerateArray().Select(e => e.GetProperty("name").GetString()!)];

    private static int[] Ids(JsonElement page) =>
        [.. page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetInt32())];
}
