using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// Tasks that hand a token out. Evidence where a test names no other:
/// Documented(https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token).
/// </summary>
public sealed class CallbackTests
{
    private const string Message = """{"QueueUrl":"URL","MessageBody":{"token.$":"$$.Task.Token"}}""";

    private readonly ManualTime _time = new();

    /// <summary>
    /// Recorded: localstack, tests/aws/services/stepfunctions/v2/callback, test_sqs_wait_for_task_token.
    /// </summary>
    [Fact]
    public async Task SendTaskSuccess_is_the_tasks_result()
    {
        await using var host = await StartAsync();
        var (arn, token) = await AskAsync(host);
        Assert.Equal("{}", (await host.StatesOkAsync(
            "SendTaskSuccess", new { taskToken = token, output = "\"test_message_txt\"" })).GetRawText());
        Assert.Equal("\"test_message_txt\"", (await host.EndedAsync(arn)).GetProperty("output").GetString());
        Assert.Equal(
            [
                "ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted",
                "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded",
            ],
            await host.TypesAsync(arn));
        Assert.Equal(
            "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
            await host.StatesFaultAsync("SendTaskSuccess", new { taskToken = token, output = "1" }));
    }

    /// <summary>Recorded: the same, test_sqs_failure_in_wait_for_task_token.</summary>
    [Fact]
    public async Task SendTaskFailure_fails_the_task()
    {
        await using var host = await StartAsync();
        var (arn, token) = await AskAsync(host);
        await host.StatesOkAsync(
            "SendTaskFailure", new { taskToken = token, error = "Failure error", cause = "Failure cause" });
        var ended = await host.EndedAsync(arn);
        Assert.Equal("Failure error", ended.GetProperty("error").GetString());
        Assert.Equal("Failure cause", ended.GetProperty("cause").GetString());
    }

    /// <summary>Recorded: the same, test_sqs_wait_for_task_token_timeout.</summary>
    [Fact]
    public async Task A_token_that_does_not_come_back_times_out()
    {
        await using var host = await StartAsync();
        var (arn, token) = await AskAsync(host, ""","TimeoutSeconds":500""");
        await _time.PassAsync(TimeSpan.FromSeconds(500));
        var ended = await host.EndedAsync(arn);
        Assert.Equal("FAILED", ended.GetProperty("status").GetString());
        Assert.Equal("States.Timeout", ended.GetProperty("error").GetString());
        Assert.False(ended.TryGetProperty("cause", out _));
        Assert.Equal("TaskTimedOut", (await host.TypesAsync(arn))[^2]);
        Assert.StartsWith(
            "TaskTimedOut",
            await host.StatesFaultAsync("SendTaskHeartbeat", new { taskToken = token }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heartbeats_keep_a_task_alive_until_they_stop()
    {
        await using var host = await StartAsync();
        var (arn, token) = await AskAsync(host, ""","HeartbeatSeconds":60""");
        for (var i = 0; i < 3; i++)
        {
            await _time.WhenTimerAsync(TimeSpan.FromSeconds(60));
            _time.Advance(TimeSpan.FromSeconds(59));
            await host.StatesOkAsync("SendTaskHeartbeat", new { taskToken = token });
        }

        var ended = await _time.PassUntilAsync(host.EndedAsync(arn), TimeSpan.FromSeconds(60));
        Assert.Equal("States.HeartbeatTimeout", ended.GetProperty("error").GetString());
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html): the codes;
    /// the texts of the constraints are those of every service.
    /// </summary>
    [Theory]
    [InlineData("SendTaskSuccess", """{"output":"1"}""",
        "ValidationException: 1 validation error detected: Value null at 'taskToken' failed to satisfy constraint: "
        + "Member must not be null")]
    [InlineData("SendTaskSuccess", """{"taskToken":"x","output":"1"}""",
        "InvalidToken: Invalid Token: 'Invalid token'")]
    [InlineData("SendTaskFailure", """{"taskToken":"x"}""", "InvalidToken: Invalid Token: 'Invalid token'")]
    [InlineData("SendTaskHeartbeat", """{"taskToken":"x"}""", "InvalidToken: Invalid Token: 'Invalid token'")]
    public async Task Refuses_what_is_no_token(string operation, string body, string fault)
    {
        await using var host = await StartAsync();
        Assert.Equal(fault, await host.StatesFaultAsync(operation, body));
    }

    [Fact]
    public async Task An_output_that_is_no_JSON_is_refused_and_the_task_waits_on()
    {
        await using var host = await StartAsync();
        var (arn, token) = await AskAsync(host);
        Assert.StartsWith(
            "InvalidOutput: ",
            await host.StatesFaultAsync("SendTaskSuccess", new { taskToken = token, output = "{" }),
            StringComparison.Ordinal);
        await host.StatesOkAsync("SendTaskSuccess", new { taskToken = token, output = "{}" });
        Assert.Equal("SUCCEEDED", (await host.EndedAsync(arn)).GetProperty("status").GetString());
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(new LocalAwsOptions { Time = _time });

    /// <returns>The execution, and the token that its task sent to a queue.</returns>
    private static async Task<(string Arn, string Token)> AskAsync(TestHost host, string more = "")
    {
        var queue = await host.CreateQueueAsync("q");
        var arn = await host.StartAsync(await host.CreateMachineAsync(StatesHost.Task(
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            Message.Replace("URL", queue, StringComparison.Ordinal),
            more)));
        var message = Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        return (arn, JsonDocument.Parse(message.Text("Body")).RootElement.GetProperty("token").GetString()!);
    }
}
