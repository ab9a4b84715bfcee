using System.Text;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Tests.StepFunctions;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>
/// A state machine as a target.
/// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html).
/// </summary>
public sealed class StateMachineTargetTests
{
    private const string Arn = "arn:aws:states:us-east-1:123456789012:stateMachine:m";

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Is_started_with_the_event_under_a_name_that_a_second_attempt_has_too()
    {
        var machines = new Machines(refusals: 1);
        await using var routing = Routing(machines);
        Assert.True(routing.Router.Route(Arrival()));
        Assert.True(await _time.PassUntilAsync(machines.Started.Task));
        Assert.Equal(2, machines.Attempts.Count);
        var (arn, name, input) = machines.Attempts[0];
        Assert.Equal(machines.Attempts[1], machines.Attempts[0]);
        Assert.Equal((Arn, """{"source":"shop","detail-type":"t"}"""), (arn, input));
        // An execution's name has 80 characters at most.
        Assert.Matches("^1_[0-9a-f-]{36}$", name);
    }

    [Fact]
    public async Task Is_started_once_by_each_rule_and_each_target()
    {
        var machines = new Machines(refusals: 0);
        await using var routing = Routing(machines, targets: 2);
        Assert.Equal(StoreOutcome.Done, routing.Store.PutRule(Rule("another")));
        Assert.Equal(
            StoreOutcome.Done, routing.Store.ChangeRule("default", "another", rule => rule.WithTargets([Target("0")])));
        routing.Router.Route(Arrival());
        Assert.Equal(3, machines.Attempts.Select(attempt => attempt.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("STANDARD")]
    [InlineData("EXPRESS")]
    public async Task Runs_with_the_event_as_its_input(string type)
    {
        await using var host = await TestHost.StartAsync();
        var queue = await host.CreateQueueAsync("ran");
        var machine = await host.CreateMachineAsync(
            """
            {"StartAt":"Send","States":{"Send":{"Type":"Task","End":true,"Resource":"arn:aws:states:::sqs:sendMessage",
            "Parameters":{"QueueUrl":"QUEUE","MessageBody.$":"$.detail.user"}}}}
            """.Replace("QUEUE", queue, StringComparison.Ordinal),
            type: type);
        await host.RouteAsync(machine, ",\"RoleArn\":\"arn:aws:iam::123456789012:role/r\"");
        await host.PutEventAsync("""{"user":"ada"}""");
        var message = Assert.Single(await host.ReceiveAsync(queue, ",\"WaitTimeSeconds\":20"));
        Assert.Equal("ada", message.Text("Body"));
    }

    /// <summary>The code is documented at eb-rule-dlq.html, the text is Step Functions' own.</summary>
    [Fact]
    public async Task That_does_not_exist_makes_a_dead_letter()
    {
        await using var host = await TestHost.StartAsync();
        var dead = await host.CreateQueueAsync("dead");
        await host.RouteAsync(Arn, $$"""
            ,"RoleArn":"arn:aws:iam::123456789012:role/r",
            "DeadLetterConfig":{"Arn":"{{EventBridgeHost.QueueArn}}dead"}
            """);
        var targets = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}""");
        Assert.Equal(
            "arn:aws:iam::123456789012:role/r",
            targets.GetProperty("Targets")[0].GetProperty("RoleArn").GetString());
        await host.PutEventAsync();
        var letter = Assert.Single(await host.ReceiveAsync(
            dead, ""","WaitTimeSeconds":20,"MessageAttributeNames":["All"] """));
        Assert.Equal("NO_RESOURCE", letter.Text("MessageAttributes", "ERROR_CODE", "StringValue"));
        Assert.Equal(
            $"State Machine Does Not Exist: '{Arn}'", letter.Text("MessageAttributes", "ERROR_MESSAGE", "StringValue"));
    }

    private EventRouting Routing(IStateMachineTarget machines, int targets = 1)
    {
        var routing = new EventRouting(_time, machines);
        Assert.Equal(StoreOutcome.Done, routing.Store.PutRule(Rule("r")));
        Assert.Equal(StoreOutcome.Done, routing.Store.ChangeRule("default", "r", rule => rule.WithTargets(
            [.. Enumerable.Range(0, targets).Select(i => Target($"{i}"))])));
        return routing;
    }

    private static EventRule Rule(string name) => new()
    {
        Bus = "default",
        Name = name,
        Arn = $"arn:{name}",
        Pattern = RulePattern.Parse("""{"source":["shop"]}"""),
    };

    private static EventTarget Target(string id) => new() { Id = id, Arn = Arn, RoleArn = "arn:role" };

    private EventArrival Arrival() => new()
    {
        EventId = "1",
        Id = "1",
        Bus = "default",
        Event = """{"source":"shop","detail-type":"t"}"""u8.ToArray(),
        At = _time.GetUtcNow(),
    };

    private sealed class Machines(int refusals) : IStateMachineTarget
    {
        public TaskCompletionSource<bool> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<(string Arn, string Name, string Input)> Attempts { get; } = [];

        public ValueTask<TargetResult> StartAsync(
            string stateMachineArn, string executionName, ReadOnlyMemory<byte> input, CancellationToken stop)
        {
            Attempts.Add((stateMachineArn, executionName, Encoding.UTF8.GetString(input.Span)));
            if (Attempts.Count <= refusals)
            {
                return ValueTask.FromResult<TargetResult>(
                    new TargetResult.Refused("THROTTLING", "busy", IsFinal: false));
            }

            Started.TrySetResult(true);
            return ValueTask.FromResult<TargetResult>(new TargetResult.Taken());
        }
    }
}
