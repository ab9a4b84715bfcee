using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string BusArn = EventBridgeHost.Arn + "event-bus/default";
    private const string ArchiveArn = EventBridgeHost.Arn + "archive/a";

    private readonly DataFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sends_the_events_again_under_its_name_to_the_rules_that_it_names()
    {
        await using var host = await StartAsync();
        var queue = await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q");
        await host.EventsOkAsync("PutRule", """{"Name":"other","EventPattern":"{\"source\":[\"shop\"]}"}""");
        await host.EventsOkAsync(
            "PutTargets", $$"""{"Rule":"other","Targets":[{"Id":"t","Arn":"{{EventBridgeHost.QueueArn}}q"}]}""");
        await CreateArchiveAsync(host);
        var id = await host.PutEventAsync("""{"a":1}""");
        Assert.Equal(2, (await AllAsync(host, queue, 2)).Count);

        var started = await StartReplayAsync(
            host, "again", filter: $$""","FilterArns":["{{EventBridgeHost.Arn}}rule/all"]""");
        Assert.Equal(
            $$"""
            {"ReplayArn":"{{EventBridgeHost.Arn}}replay/again","State":"STARTING","ReplayStartTime":1795176000}
            """.Trim(),
            started.GetRawText());
        var replayed = Assert.Single(await AllAsync(host, queue, 1));
        Assert.Equal(
            """
            {"version":"0","id":"ID","detail-type":"signup","source":"shop","account":"123456789012",
            "time":"2026-11-20T12:00:00Z","region":"us-east-1","replay-name":"again","resources":[],"detail":{"a":1}}
            """.ReplaceLineEndings("").Replace("ID", id, StringComparison.Ordinal),
            replayed);
        var replay = await EndAsync(host, "again", "COMPLETED");
        Assert.Equal(
            """
            {"ReplayArn":"arn:aws:events:us-east-1:123456789012:replay/again","ReplayName":"again",
            "EventSourceArn":"arn:aws:events:us-east-1:123456789012:archive/a","State":"COMPLETED",
            "EventStartTime":1795172400,"EventEndTime":1795179600,"EventLastReplayedTime":1795176000,
            "ReplayStartTime":1795176000,"ReplayEndTime":1795176000,
            "Destination":{"Arn":"arn:aws:events:us-east-1:123456789012:event-bus/default",
            "FilterArns":["arn:aws:events:us-east-1:123456789012:rule/all"]}}
            """.ReplaceLineEndings(""),
            replay.GetRawText());
        Assert.Empty(await host.ReceiveAsync(queue));
        var archive = await host.EventsOkAsync("DescribeArchive", """{"ArchiveName":"a"}""");
        Assert.Equal(1, archive.GetProperty("EventCount").GetInt32());
    }

    [Fact]
    public async Task Sends_the_events_of_its_time_to_every_rule_unless_it_names_some()
    {
        await using var host = await StartAsync();
        var queue = await host.CreateQueueAsync("q");
        await CreateArchiveAsync(host);
        await host.PutEventAsync("""{"a":1}""", ""","Time":1795176059""");
        await host.PutEventAsync("""{"a":2}""", ""","Time":1795176060""");
        await host.PutEventAsync("""{"a":3}""", ""","Time":1795176120""");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q", ""","InputPath":"$.detail.a" """);
        await StartReplayAsync(host, "one", start: 1795176060, end: 1795176120);
        Assert.Equal(["2"], await AllAsync(host, queue, 1));
        await EndAsync(host, "one", "COMPLETED");
        Assert.Empty(await host.ReceiveAsync(queue));
    }

    [Theory]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"ARC",
        "EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"BUSless"}}
        """,
        "ResourceNotFoundException: Event bus defaultless does not exist.")]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"ARC",
        "EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"b"}}
        """,
        "ValidationException: Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not "
        + "permitted.")]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"ARCless",
        "EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"BUS"}}
        """,
        "ResourceNotFoundException: Archive aless does not exist.")]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"BUS",
        "EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"BUS"}}
        """,
        "ValidationException: Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.")]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"ARC",
        "EventStartTime":2,"EventEndTime":1,"Destination":{"Arn":"BUS"}}
        """,
        "ValidationException: Parameter EventEndTime is not valid. Reason: EventStartTime must be before "
        + "EventEndTime.")]
    [InlineData("StartReplay", """
        {"ReplayName":"known","EventSourceArn":"ARC",
        "EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"BUS"}}
        """,
        "ResourceAlreadyExistsException: Replay known already exists.")]
    [InlineData("StartReplay", """
        {"ReplayName":"r","EventSourceArn":"ARC",
        "EventEndTime":2,"Destination":{"Arn":"BUS"}}
        """,
        "ValidationException: 1 validation error detected: Value null at 'eventStartTime' failed to satisfy "
        + "constraint: Member must not be null")]
    [InlineData("DescribeReplay", """{"ReplayName":"r"}""", "ResourceNotFoundException: Replay r does not exist.")]
    [InlineData("CancelReplay", """{"ReplayName":"r"}""", "ResourceNotFoundException: Replay r does not exist.")]
    [InlineData("CancelReplay", """{"ReplayName":"known"}""",
        "IllegalStatusException: Replay known is not in a valid state for this operation.")]
    [InlineData("ListReplays", """{"State":"ON"}""",
        "ValidationException: 1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member "
        + "must satisfy enum value set: [STARTING, RUNNING, CANCELLING, COMPLETED, CANCELLED, FAILED]")]
    public async Task Refuses(string operation, string body, string fault)
    {
        await using var host = await StartAsync();
        await host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        await CreateArchiveAsync(host);
        await StartReplayAsync(host, "known");
        await EndAsync(host, "known", "COMPLETED");
        Assert.Equal(fault, await host.EventsFaultAsync(operation, body
            .Replace("ARC", ArchiveArn, StringComparison.Ordinal).Replace("BUS", BusArn, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lists_by_archive_state_and_name_for_ninety_days()
    {
        await using var host = await StartAsync();
        await CreateArchiveAsync(host);
        foreach (var name in (string[])["r1", "r2", "s1"])
        {
            await StartReplayAsync(host, name);
            await EndAsync(host, name, "COMPLETED");
        }

        async Task<string> NamesAsync(string filter) => string.Join(
            ' ',
            (await host.EventsOkAsync("ListReplays", filter)).GetProperty("Replays").EnumerateArray()
                .Select(replay => replay.GetProperty("ReplayName").GetString()));
        Assert.Equal("r1 r2 s1", await NamesAsync("{}"));
        Assert.Equal("r1 r2", await NamesAsync("""{"NamePrefix":"r"}"""));
        Assert.Equal("r1", await NamesAsync("""{"NamePrefix":"r","Limit":1}"""));
        Assert.Equal("", await NamesAsync("""{"State":"RUNNING"}"""));
        Assert.Equal("r1 r2 s1", await NamesAsync($$"""{"State":"COMPLETED","EventSourceArn":"{{ArchiveArn}}"}"""));
        Assert.Equal("", await NamesAsync($$"""{"EventSourceArn":"{{ArchiveArn}}less"}"""));
        _time.Stop(TimeSpan.FromDays(90));
        Assert.Equal("", await NamesAsync("{}"));
    }

    /// <summary>Local: a copy of the folder stands for a kill, in the middle of a replay.</summary>
    [Fact]
    public async Task Goes_on_after_a_kill_where_it_was()
    {
        await using (var host = await StartAsync())
        {
            await host.CreateQueueAsync("q");
            await CreateArchiveAsync(host);
            for (var i = 0; i < 5; i++)
            {
                await host.PutEventAsync($$"""{"a":{{i}}}""");
            }

            await host.RouteAsync(EventBridgeHost.QueueArn + "q", ""","InputPath":"$.detail.a" """);
            var archive = host.Services.EventBridge.Rules.FindArchive("a")!;
            var third = host.Services.EventBridge.Archived
                .Between(archive, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)[2];
            Assert.Equal((false, false), host.Services.EventBridge.Replays.Add(new EventReplay
            {
                Name = "r",
                ArchiveName = "a",
                ArchiveId = archive.Id,
                Bus = "default",
                EventStartTime = third.Time.AddHours(-1),
                EventEndTime = third.Time.AddHours(1),
                StartedAt = _time.GetUtcNow(),
            }.Running(third)));
            await host.EventsOkAsync("ListEventBuses", "{}");
        }

        await using var next = await StartAsync();
        var queue = $"{next.Url}/123456789012/q";
        Assert.Equal(["3", "4"], (await AllAsync(next, queue, 2)).Order());
        await EndAsync(next, "r", "COMPLETED");
    }

    /// <summary>Local.</summary>
    [Fact]
    public async Task That_is_cancelled_sends_no_more()
    {
        await using var host = await StartAsync();
        await CreateArchiveAsync(host);
        await host.PutEventAsync();
        var queue = await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q");
        // One that does not run in this process: its state alone says that it does.
        Assert.Equal((false, false), host.Services.EventBridge.Replays.Add(new EventReplay
        {
            Name = "r",
            ArchiveName = "a",
            ArchiveId = host.Services.EventBridge.Rules.FindArchive("a")!.Id,
            Bus = "default",
            EventStartTime = _time.GetUtcNow().AddHours(-1),
            EventEndTime = _time.GetUtcNow().AddHours(1),
            StartedAt = _time.GetUtcNow(),
            State = ReplayState.Running,
        }));
        var cancelled = await host.EventsOkAsync("CancelReplay", """{"ReplayName":"r"}""");
        Assert.Equal(
            $$"""{"ReplayArn":"{{EventBridgeHost.Arn}}replay/r","State":"CANCELLING"}""", cancelled.GetRawText());
        await EndAsync(host, "r", "CANCELLED");
        Assert.Empty(await host.ReceiveAsync(queue));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).</summary>
    [Fact]
    public async Task Ten_run_at_once()
    {
        await using var host = await StartAsync();
        await CreateArchiveAsync(host);
        for (var i = 0; i < EventReplays.RunningMax; i++)
        {
            Assert.Equal((false, false), host.Services.EventBridge.Replays.Add(new EventReplay
            {
                Name = $"r{i}",
                ArchiveName = "a",
                ArchiveId = "1",
                Bus = "default",
                EventStartTime = _time.GetUtcNow(),
                EventEndTime = _time.GetUtcNow().AddHours(1),
                StartedAt = _time.GetUtcNow(),
            }));
        }

        Assert.Equal(
            "LimitExceededException: The requested resource exceeds the maximum number allowed.",
            await host.EventsFaultAsync("StartReplay", Replay("more", "", 1, 2)));
    }

    private static Task<JsonElement> CreateArchiveAsync(TestHost host) => host.EventsOkAsync(
        "CreateArchive", $$"""{"ArchiveName":"a","EventSourceArn":"{{BusArn}}"}""");

    private static Task<JsonElement> StartReplayAsync(
        TestHost host, string name, string filter = "", long start = 1795172400, long end = 1795179600) =>
        host.EventsOkAsync("StartReplay", Replay(name, filter, start, end));

    private static string Replay(string name, string filter, long start, long end) => $$"""
        {"ReplayName":"{{name}}","EventSourceArn":"{{ArchiveArn}}","EventStartTime":{{start}},"EventEndTime":{{end}},
        "Destination":{"Arn":"{{BusArn}}"{{filter}} } }
        """;

    private static Task<JsonElement> DescribeAsync(TestHost host, string name) =>
        host.EventsOkAsync("DescribeReplay", $$"""{"ReplayName":"{{name}}"}""");

    /// <summary>The replay once it has ended.</summary>
    private static async Task<JsonElement> EndAsync(TestHost host, string name, string state)
    {
        var limit = TimeLimit.Start();
        while (true)
        {
            var replay = await DescribeAsync(host, name);
            if (replay.TryGetProperty("ReplayEndTime", out _))
            {
                Assert.Equal(state, replay.GetProperty("State").GetString());
                return replay;
            }

            limit.ThrowIfOver($"the end of the replay {name}");
        }
    }

    private static async Task<List<string>> AllAsync(TestHost host, string queue, int count)
    {
        List<string> bodies = [];
        while (bodies.Count < count)
        {
            bodies.AddRange((await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20,"MaxNumberOfMessages":10 """))
                .Select(message => message.Text("Body")));
        }

        return bodies;
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        new LocalAwsOptions { DataFolder = new DirectoryInfo(_folder.Path), Time = _time });
}
