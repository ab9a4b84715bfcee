using System.Net;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Buses and rules in a data folder. Evidence: Local; AWS forgets nothing.</summary>
public sealed class KeptRuleTests : IDisposable
{
    private const string Pattern = """{\"source\":[\"shop\"]}""";

    private readonly DataFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Ending.Stop)]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task A_rule_and_its_targets_are_as_they_were(Ending ending)
    {
        string before;
        DataFolder? crashed = null;
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
            before = await StateAsync(host);
            if (ending == Ending.Snapshot)
            {
                await host.Services.CompactAsync();
            }

            crashed = ending == Ending.Crash ? _folder.Copy() : null;
        }

        using (crashed)
        {
            await using var next = await StartAsync(crashed ?? _folder);
            Assert.Equal(before, await StateAsync(next));
            var id = await next.PutEventAsync("""{"a":1}""");
            var queue = $"{next.Url}/123456789012/q";
            Assert.Contains(id, Assert.Single(await next.ReceiveAsync(queue)).Text("Body"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reset_forgets_every_rule_and_what_waits_for_its_target()
    {
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
            Assert.True(host.Services.EventBridge.Pending.TryAdd(TargetDeliveries.To(
                new EventTarget { Id = "t", Arn = EventBridgeHost.FunctionArn + "f" }, _time.GetUtcNow())));
            using var reset = await host.Http.PostAsync("/_localaws/reset", null);
            Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
            Assert.Equal(["default"], await BusesAsync(host));
            Assert.Empty(host.Services.EventBridge.Pending.All);
            Assert.InRange(_folder.SizeBytes, 1, 1000);
        }

        await using var next = await StartAsync(_folder);
        Assert.Equal(["default"], await BusesAsync(next));
        var rules = await next.EventsOkAsync("ListRules", "{}");
        Assert.Equal(0, rules.GetProperty("Rules").GetArrayLength());
        Assert.Empty(next.Services.EventBridge.Pending.All);
    }

    private static async Task FillAsync(TestHost host)
    {
        await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q", ""","RetryPolicy":{"MaximumRetryAttempts":3}""");
        await host.EventsOkAsync("CreateEventBus", """{"Name":"shop-bus","Description":"Shop"}""");
        foreach (var name in (string[])["off", "gone"])
        {
            await host.EventsOkAsync(
                "PutRule", $$"""{"Name":"{{name}}","EventBusName":"shop-bus","EventPattern":"{{Pattern}}"}""");
        }

        await host.EventsOkAsync("DisableRule", """{"Name":"off","EventBusName":"shop-bus"}""");
        await host.EventsOkAsync("DeleteRule", """{"Name":"gone","EventBusName":"shop-bus"}""");
        await host.EventsOkAsync("CreateEventBus", """{"Name":"gone"}""");
        await host.EventsOkAsync("DeleteEventBus", """{"Name":"gone"}""");
        await host.EventsOkAsync(
            "PutTargets",
            $$"""{"Rule":"all","Targets":[{"Id":"gone","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        await host.EventsOkAsync("RemoveTargets", """{"Rule":"all","Ids":["gone"]}""");
    }

    /// <summary>All that a client can see.</summary>
    private static async Task<string> StateAsync(TestHost host) => string.Join('\n',
        await host.EventsOkAsync("ListEventBuses", "{}"),
        await host.EventsOkAsync("ListRules", "{}"),
        await host.EventsOkAsync("ListRules", """{"EventBusName":"shop-bus"}"""),
        await host.EventsOkAsync("DescribeRule", """{"Name":"off","EventBusName":"shop-bus"}"""),
        await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}"""));

    private static async Task<string[]> BusesAsync(TestHost host) =>
    [
        .. (await host.EventsOkAsync("ListEventBuses", "{}")).GetProperty("EventBuses").EnumerateArray()
            .Select(bus => bus.GetProperty("Name").GetString()!),
    ];

    private Task<TestHost> StartAsync(DataFolder folder) => TestHost.StartAsync(
        new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path), Time = _time });
}
