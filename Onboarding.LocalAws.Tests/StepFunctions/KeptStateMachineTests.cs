using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.StepFunctions.Persistence;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>Machines and executions in a data folder. Evidence: Local; AWS forgets nothing.</summary>
public sealed class KeptStateMachineTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly MachineRevision Revision = new()
    {
        Id = "r",
        IsFirst = true,
        Definition = """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""",
        RoleArn = StatesHost.RoleArn,
        Logging = new LoggingSettings("ALL", IncludesData: true, ["arn:log"]),
        IsTraced = true,
        At = At,
    };

    private static readonly StateMachineChange[] MachineChanges =
    [
        new StateMachineChange.Created(new StateMachine
        {
            Arn = StatesHost.MachineArn + "m",
            Name = "m",
            Type = MachineType.Express,
            CreatedAt = At,
            Revision = Revision,
            Tags = [new("a", "b")],
        }),
        new StateMachineChange.Revised("arn", Revision), new StateMachineChange.Tagged("arn", [new("a", "b")]),
        new StateMachineChange.Deleted("arn"), new StateMachineChange.Cleared(),
    ];

    private static readonly BranchFrame Frame = new()
    {
        Id = 3,
        ParentId = -1,
        Index = 2,
        State = "A",
        Input = "{}"u8.ToArray(),
        Variables = [new("v", "1"u8.ToArray())],
        EnteredAt = At,
        EnteredEventId = 2,
        LastEventId = 7,
        Retries = [0, 2],
        Phase = FramePhase.Pausing,
        Since = At.AddTicks(1),
        Pause = TimeSpan.FromSeconds(3),
        Handle = "token",
        Result = "[]"u8.ToArray(),
    };

    private static readonly ExecutionChange[] ExecutionChanges =
    [
        new ExecutionChange.Revised(Revision),
        new ExecutionChange.Started(new Execution
        {
            Arn = "e",
            Name = "n",
            MachineArn = "m",
            MachineName = "m",
            Type = MachineType.Standard,
            Revision = Revision,
            Input = "{}"u8.ToArray(),
            StartedAt = At,
            Trace = new ActivityContext(
                ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
                ActivitySpanId.CreateFromString("b7ad6b7169203331"),
                ActivityTraceFlags.Recorded,
                isRemote: true),
            TraceHeader = "Root=1",
        }),
        new ExecutionChange.Progressed(
            "e",
            [new HistoryEvent(1, 0, At, new EventContent(
                "T", "d", new EventField("f", EventFieldKind.Data, "1"u8.ToArray())))],
            [Frame],
            [4]),
        new ExecutionChange.Replied("token", new TaskReply.Success("1"u8.ToArray())),
        new ExecutionChange.Replied("token", new TaskReply.Failure("E", null)),
        new ExecutionChange.Ended("e", new ExecutionEnd(ExecutionStatus.Failed, At, null, "E", "C")),
        new ExecutionChange.Ended("e", new ExecutionEnd(ExecutionStatus.Succeeded, At, "1"u8.ToArray(), null, null)),
        new ExecutionChange.Forgotten("e"), new ExecutionChange.Cleared(),
    ];

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_change_is_read_as_it_was_written()
    {
        var machines = new StateMachineChangeCodec();
        Assert.All(MachineChanges, c => Assert.Equal(machines.Written(c), machines.Written(machines.Reread(c))));
        machines.MustRefuseWhatItHasNotWritten(MachineChanges);
        var executions = new ExecutionChangeCodec();
        Assert.All(
            ExecutionChanges, c => Assert.Equal(executions.Written(c), executions.Written(executions.Reread(c))));
        executions.MustRefuseWhatItHasNotWritten(ExecutionChanges);
    }

    [Theory]
    [InlineData(Ending.Stop)]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task A_task_waits_for_its_token_in_the_next_process(Ending ending)
    {
        string before, arn, token;
        DataFolder? crashed = null;
        await using (var host = await StartAsync(_folder))
        {
            (arn, token) = await AskAsync(host);
            before = await StateAsync(host, arn);
            if (ending == Ending.Snapshot)
            {
                await host.Services.CompactAsync();
            }

            crashed = ending == Ending.Crash ? _folder.Copy() : null;
        }

        using (crashed)
        {
            await using var next = await StartAsync(crashed ?? _folder);
            Assert.Equal(before, await StateAsync(next, arn));
            await next.StatesOkAsync("SendTaskSuccess", new { taskToken = token, output = "\"done\"" });
            Assert.Equal("\"done\"", (await next.EndedAsync(arn)).GetProperty("output").GetString());
            Assert.Equal(1, (await next.TypesAsync(arn)).Count(type => type == "TaskSubmitted"));
        }
    }

    [Fact]
    public async Task A_reset_forgets_every_machine_and_execution()
    {
        await using (var host = await StartAsync(_folder))
        {
            var (arn, _) = await AskAsync(host);
            using var reset = await host.Http.PostAsync("/_localaws/reset", null);
            Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
            Assert.StartsWith(
                "ExecutionDoesNotExist",
                await host.StatesFaultAsync("DescribeExecution", new { executionArn = arn }),
                StringComparison.Ordinal);
            Assert.Empty(host.Services.StepFunctions.Executions.Running);
        }

        await using var next = await StartAsync(_folder);
        Assert.Empty(next.Services.StepFunctions.Machines.All);
        Assert.Empty(next.Services.StepFunctions.Executions.Running);
    }

    /// <returns>An execution that waits for its token.</returns>
    private static async Task<(string Arn, string Token)> AskAsync(TestHost host)
    {
        var queue = await host.CreateQueueAsync("q");
        var arn = await host.StartAsync(await host.CreateMachineAsync(StatesHost.Task(
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            """{"QueueUrl":"URL","MessageBody":{"token.$":"$$.Task.Token"}}"""
                .Replace("URL", queue, StringComparison.Ordinal))));
        var message = Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        var limit = TimeLimit.Start();
        while (host.Services.StepFunctions.Executions.Frames(arn) is not [{ Phase: FramePhase.Submitted }])
        {
            limit.ThrowIfOver("the task's call to be kept");
            await Task.Yield();
        }

        return (arn, JsonDocument.Parse(message.Text("Body")).RootElement.GetProperty("token").GetString()!);
    }

    /// <summary>All that a client can see.</summary>
    private static async Task<string> StateAsync(TestHost host, string executionArn) => string.Join('\n',
    [
        await host.StatesOkAsync("ListStateMachines", "{}"),
        await host.StatesOkAsync("DescribeExecution", new { executionArn }),
        .. await host.HistoryAsync(executionArn),
    ]);

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });
}
