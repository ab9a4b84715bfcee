using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private const string BusArn = EventBridgeHost.Arn + "event-bus/default";

    private readonly ManualTime _time = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Creates_describes_lists_updates_and_deletes_an_archive()
    {
        var created = await CreateAsync(
            "a", ""","Description":"of all","RetentionDays":1,"EventPattern":"{\"source\":[\"shop\"]}" """);
        Assert.Equal(
            """
            {"ArchiveArn":"arn:aws:events:us-east-1:123456789012:archive/a","State":"ENABLED",
            "CreationTime":1795176000}
            """.ReplaceLineEndings(""),
            created.GetRawText());
        var described = await _host.EventsOkAsync("DescribeArchive", """{"ArchiveName":"a"}""");
        Assert.Equal(
            """
            {"ArchiveArn":"arn:aws:events:us-east-1:123456789012:archive/a","ArchiveName":"a",
            "EventSourceArn":"arn:aws:events:us-east-1:123456789012:event-bus/default","State":"ENABLED",
            "RetentionDays":1,"SizeBytes":0,"EventCount":0,"CreationTime":1795176000,"Description":"of all",
            "EventPattern":"{\"source\":[\"shop\"]}"}
            """.ReplaceLineEndings(""),
            described.GetRawText());
        var updated = await _host.EventsOkAsync("UpdateArchive", """{"ArchiveName":"a","RetentionDays":3}""");
        Assert.Equal(created.GetRawText(), updated.GetRawText());
        var listed = await _host.EventsOkAsync("ListArchives", """{"NamePrefix":"a"}""");
        var archive = Assert.Single(listed.GetProperty("Archives").EnumerateArray());
        Assert.Equal(
            ["ArchiveName", "EventSourceArn", "State", "RetentionDays", "SizeBytes", "EventCount", "CreationTime"],
            archive.EnumerateObject().Select(m => m.Name));
        Assert.Equal(3, archive.GetProperty("RetentionDays").GetInt32());
        await _host.EventsOkAsync("DeleteArchive", """{"ArchiveName":"a"}""");
        Assert.Equal(
            "ResourceNotFoundException: Archive a does not exist.",
            await _host.EventsFaultAsync("DescribeArchive", """{"ArchiveName":"a"}"""));
        Assert.Equal(0, (await _host.EventsOkAsync("ListRules", "{}")).GetProperty("Rules").GetArrayLength());
    }

    [Theory]
    [InlineData("CreateArchive", """{"ArchiveName":"known","EventSourceArn":"BUS"}""",
        "ResourceAlreadyExistsException: Archive known already exists.")]
    [InlineData("CreateArchive", """{"ArchiveName":"a","EventSourceArn":"BUSless"}""",
        "ResourceNotFoundException: Event bus defaultless does not exist.")]
    [InlineData("CreateArchive",
        """{"ArchiveName":"a","EventSourceArn":"arn:aws:events:us-west-2:123456789012:event-bus/default"}""",
        "ResourceNotFoundException: Event bus default does not exist.")]
    [InlineData("CreateArchive", """{"ArchiveName":"a","EventSourceArn":"arn:aws:sqs:us-east-1:123456789012:q"}""",
        "ValidationException: 1 validation error detected: Value 'arn:aws:sqs:us-east-1:123456789012:q' at "
        + "'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: "
        + @"^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$")]
    [InlineData("CreateArchive", """{"ArchiveName":"a b","EventSourceArn":"BUS"}""",
        "ValidationException: 1 validation error detected: Value 'a b' at 'archiveName' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+")]
    [InlineData("CreateArchive", """{"ArchiveName":"a","EventSourceArn":"BUS","RetentionDays":-1}""",
        "ValidationException: 1 validation error detected: Value '-1' at 'retentionDays' failed to satisfy constraint: "
        + "Member must have value greater than or equal to 0")]
    [InlineData("CreateArchive", """{"ArchiveName":"a","EventSourceArn":"BUS","EventPattern":"[]"}""",
        "InvalidEventPatternException: Event pattern is not valid. Reason: Filter is not an object")]
    [InlineData("CreateArchive", """{"ArchiveName":"a","EventSourceArn":"BUS","KmsKeyIdentifier":"k"}""",
        "NotImplementedException: not supported by Onboarding.LocalAws: KmsKeyIdentifier in EventBridge CreateArchive. "
        + "COMPAT.md lists what is.")]
    [InlineData("UpdateArchive", """{"ArchiveName":"a"}""", "ResourceNotFoundException: Archive a does not exist.")]
    [InlineData("DeleteArchive", """{"ArchiveName":"a"}""", "ResourceNotFoundException: Archive a does not exist.")]
    [InlineData("ListArchives", """{"EventSourceArn":"BUSless"}""",
        "ResourceNotFoundException: Event bus defaultless does not exist.")]
    [InlineData("ListArchives", """{"State":"ON"}""",
        "ValidationException: 1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member "
        + "must satisfy enum value set: [ENABLED, DISABLED, CREATING, UPDATING, CREATE_FAILED, UPDATE_FAILED]")]
    public async Task Refuses(string operation, string body, string fault)
    {
        await CreateAsync("known");
        Assert.Equal(
            fault,
            await _host.EventsFaultAsync(operation, body.Replace("BUS", BusArn, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lists_by_source_and_state()
    {
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        await CreateAsync("one");
        await CreateAsync("two", bus: "b");
        async Task<string> NamesAsync(string filter) => string.Join(
            ' ',
            (await _host.EventsOkAsync("ListArchives", filter)).GetProperty("Archives").EnumerateArray()
                .Select(archive => archive.GetProperty("ArchiveName").GetString()));
        Assert.Equal("one two", await NamesAsync("{}"));
        Assert.Equal("two", await NamesAsync($$"""{"EventSourceArn":"{{EventBridgeHost.Arn}}event-bus/b"}"""));
        Assert.Equal("one two", await NamesAsync("""{"State":"ENABLED"}"""));
        Assert.Equal("", await NamesAsync("""{"State":"CREATING"}"""));
    }

    /// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html).</summary>
    [Fact]
    public async Task Takes_the_events_of_its_pattern()
    {
        await CreateAsync("some", ""","EventPattern":"{\"detail\":{\"a\":[1]}}" """);
        await CreateAsync("all");
        await _host.PutEventAsync("""{"a":1}""");
        await _host.PutEventAsync("""{"a":2}""");
        Assert.Equal((1, 2), (await CountAsync("some"), await CountAsync("all")));
        await _host.EventsOkAsync(
            "UpdateArchive", """{"ArchiveName":"some","EventPattern":"{\"detail\":{\"a\":[2]}}"}""");
        await _host.PutEventAsync("""{"a":2}""");
        Assert.Equal((2, 3), (await CountAsync("some"), await CountAsync("all")));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html).
    /// </summary>
    [Fact]
    public async Task Keeps_an_event_for_its_days()
    {
        await CreateAsync("day", ""","RetentionDays":1""");
        await CreateAsync("ever");
        await _host.PutEventAsync();
        _time.Stop(TimeSpan.FromHours(23));
        await _host.PutEventAsync();
        Assert.Equal((2, 2), (await CountAsync("day"), await CountAsync("ever")));
        _time.Stop(TimeSpan.FromHours(1));
        Assert.Equal((1, 2), (await CountAsync("day"), await CountAsync("ever")));
        _time.Stop(TimeSpan.FromDays(10_000));
        Assert.Equal((0, 2), (await CountAsync("day"), await CountAsync("ever")));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html); texts are inferred.
    /// </summary>
    [Fact]
    public async Task Has_a_rule_that_nobody_else_changes()
    {
        await CreateAsync("a", ""","EventPattern":"{\"source\":[\"shop\"]}" """);
        var rule = await _host.EventsOkAsync("DescribeRule", """{"Name":"Events-Archive-a"}""");
        Assert.Equal("prod.vhs.events.aws.internal", rule.GetProperty("ManagedBy").GetString());
        Assert.Equal(
            """{"source":["shop"],"replay-name":[{"exists":false}]}""", rule.GetProperty("EventPattern").GetString());
        const string fault =
            "ManagedRuleException: Rule Events-Archive-a is managed by an AWS service and can't be modified.";
        (string, string)[] changes =
        [
            ("PutRule", """{"Name":"Events-Archive-a","EventPattern":"{\"source\":[\"s\"]}"}"""),
            ("DisableRule", """{"Name":"Events-Archive-a"}"""),
            ("EnableRule", """{"Name":"Events-Archive-a"}"""),
            ("DeleteRule", """{"Name":"Events-Archive-a"}"""),
            ("RemoveTargets", """{"Rule":"Events-Archive-a","Ids":["Events-Archive-a"]}"""),
            ("PutTargets", """{"Rule":"Events-Archive-a","Targets":[{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q"}]}"""),
            ("TagResource",
                """
                {"ResourceARN":"arn:aws:events:us-east-1:123456789012:rule/Events-Archive-a",
                "Tags":[{"Key":"k","Value":"v"}]}
                """),
        ];
        foreach (var (operation, body) in changes)
        {
            Assert.Equal(fault, await _host.EventsFaultAsync(operation, body));
        }

        await _host.EventsOkAsync(
            "RemoveTargets", """{"Rule":"Events-Archive-a","Ids":["Events-Archive-a"],"Force":true}""");
        await _host.EventsOkAsync("DeleteRule", """{"Name":"Events-Archive-a","Force":true}""");
        await _host.EventsOkAsync("DeleteArchive", """{"ArchiveName":"a"}""");
    }

    [Fact]
    public async Task Forgets_the_events_of_an_archive_of_its_name_that_was_deleted()
    {
        await CreateAsync("a");
        await _host.PutEventAsync();
        await _host.EventsOkAsync("DeleteArchive", """{"ArchiveName":"a"}""");
        await CreateAsync("a");
        Assert.Equal(0, await CountAsync("a"));
    }

    /// <summary>Local: AWS's archives have no end.</summary>
    [Fact]
    public void Makes_room_for_new_events_by_the_oldest()
    {
        using var log = new LogLines();
        var archived = new ArchivedEvents(
            MemoryChangeLog<ArchivedEventChange>.Instance, sizeBytesMax: 100, _time, new Logger<ArchivedEvents>(log));
        var archive = new EventArchive { Name = "a", Id = "1", Bus = "default", CreatedAt = _time.GetUtcNow() };
        for (var i = 0; i < 4; i++)
        {
            archived.Add(archive, EventAt(i), _time.GetUtcNow());
        }

        var left = archived.Between(archive, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Assert.Equal([2L, 3L, 4L], left.Select(e => e.Number));
        Assert.Equal((3, 93), archived.SizeOf(archive));
        Assert.Equal(
            "the archive a has more than 100 bytes: its 1 oldest events are gone", Assert.Single(log.All));
    }

    [Fact]
    public void Yields_a_minutes_events_as_they_came_and_minutes_in_order()
    {
        var archived = new ArchivedEvents(
            MemoryChangeLog<ArchivedEventChange>.Instance,
            ArchivedEvents.SizeBytesMax,
            _time,
            NullLogger<ArchivedEvents>.Instance);
        var archive = new EventArchive { Name = "a", Id = "1", Bus = "default", CreatedAt = _time.GetUtcNow() };
        foreach (var second in (int[])[130, 50, 20, 70, 59, 180])
        {
            archived.Add(archive, EventAt(second), _time.GetUtcNow());
        }

        var start = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [50, 20, 59, 70, 130],
            archived.Between(archive, start, start.AddSeconds(180)).Select(e => (int)(e.Time - start).TotalSeconds));
        Assert.Equal(
            [59, 70], archived.Between(archive, start.AddSeconds(59), start.AddSeconds(130))
                .Select(e => (int)(e.Time - start).TotalSeconds));
    }

    private static byte[] EventAt(int second) => System.Text.Encoding.UTF8.GetBytes(
        new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc).AddSeconds(second)
            .ToString("'{\"time\":\"'yyyy-MM-dd'T'HH:mm:ss'Z\"}'", CultureInfo.InvariantCulture));

    private Task<JsonElement> CreateAsync(string name, string more = "", string bus = "default") =>
        _host.EventsOkAsync(
            "CreateArchive",
            $$"""{"ArchiveName":"{{name}}","EventSourceArn":"{{EventBridgeHost.Arn}}event-bus/{{bus}}"{{more}}}""");

    private async Task<int> CountAsync(string name) =>
        (await _host.EventsOkAsync("DescribeArchive", $$"""{"ArchiveName":"{{name}}"}"""))
            .GetProperty("EventCount").GetInt32();
}
