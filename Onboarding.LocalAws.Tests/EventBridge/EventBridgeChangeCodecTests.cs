using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Schedules;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Each change as it comes back from the journal, with everything set and with nothing.</summary>
public sealed class EventBridgeChangeCodecTests
{
    private const string Pattern = """{"source":["shop"]}""";

    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly EventRule Bare = new()
    {
        Bus = "default",
        Name = "bare",
        Arn = "arn:bare",
        Pattern = RulePattern.Parse(Pattern),
    };

    private static readonly EventRule Full = Bare with
    {
        Bus = "shop",
        Name = "full",
        Arn = "arn:full",
        Description = "Ünder",
        RoleArn = "arn:role",
        ManagedBy = "another",
        IsEnabled = false,
        Schedule = new RuleSchedule("rate(1 day)", Schedule.TryParse("rate(1 day)")!, At.AddTicks(2)),
        Tags = [new("a", "1"), new("b", "")],
        Targets =
        [
            new EventTarget { Id = "t", Arn = "arn:t" },
            new EventTarget
            {
                Id = "u",
                Arn = "arn:u",
                Input = "{}",
                InputPath = "$.detail",
                RetryAttempts = 0,
                EventAgeSeconds = 60,
                DeadLetterArn = "arn:dead",
                MessageGroupId = "g",
                RoleArn = "arn:role",
                Transformer = new InputTransformer([new("a", "$.a"), new("b", "$")], "\"<a> <b>\""),
            },
        ],
    };

    private static readonly EventArchive Archive = new()
    {
        Name = "a",
        Id = "1",
        Bus = "shop",
        Description = "of all",
        PatternText = Pattern,
        RetentionDays = 7,
        CreatedAt = At,
    };

    private static readonly EventBridgeChange[] Changes =
    [
        new EventBridgeChange.BusStored(new EventBus("shop", null, At)),
        new EventBridgeChange.BusStored(
            new EventBus("other", "of others", At.AddTicks(1)) { Tags = [new("a", "1")] }),
        new EventBridgeChange.BusDeleted("shop"),
        new EventBridgeChange.RuleStored(Bare),
        new EventBridgeChange.RuleStored(Full),
        new EventBridgeChange.RuleDeleted("shop", "full"),
        new EventBridgeChange.RuleStored(Full with { Pattern = null }),
        new EventBridgeChange.ArchiveStored(Archive),
        new EventBridgeChange.ArchiveStored(
            Archive with { Description = null, PatternText = null, RetentionDays = 0 }),
        new EventBridgeChange.ArchiveDeleted("a"),
        new EventBridgeChange.Cleared(),
    ];

    private readonly EventBridgeChangeCodec _codec = new();

    [Fact]
    public void Every_change_comes_back() =>
        Assert.All(Changes, change => Assert.Equivalent(change, _codec.Reread(change), strict: true));

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    /// <summary>The first had no message groups either; neither had roles, transformers, schedules and tags.</summary>
    [Theory]
    [InlineData(3, 0)]
    [InlineData(6, 1)]
    public void A_rule_of_former_builds_is_read(byte kind, int targetFields)
    {
        var stored = new EventBridgeChange.RuleStored(
            Bare with { Targets = [new EventTarget { Id = "t", Arn = "arn:t", DeadLetterArn = "arn:dead" }] });
        byte[] former =
        [
            kind, .. Text("default"), .. Text("bare"), .. Text("arn:bare"), .. Text(Pattern), 0, 1, 1, .. Text("t"),
            .. Text("arn:t"), 0, 0, 0, 0, 1, .. Text("arn:dead"), .. new byte[targetFields],
        ];
        Assert.Equivalent(stored, _codec.Read(former), strict: true);
    }

    [Fact]
    public void A_bus_of_before_tags_has_none()
    {
        var today = _codec.Written(Changes[0]);
        Assert.Equal((8, 0), (today[0], today[^1]));
        Assert.Equivalent(Changes[0], _codec.Read([1, .. today[1..^1]]), strict: true);
    }

    [Fact]
    public void A_pattern_that_is_none_is_refused()
    {
        var refusal = Assert.Throws<FormatException>(() => _codec.Reread(
            new EventBridgeChange.RuleStored(Bare with { Pattern = Bare.Pattern! with { Text = "[]" } })));
        Assert.IsType<EventPatternException>(refusal.InnerException);
    }

    [Fact]
    public void A_pattern_that_former_builds_took_is_kept_and_matches_nothing()
    {
        const string text = """{"detail":{"ip":[{"cidr":"10.0.0.1/32"}]}}""";
        var stored = Assert.IsType<EventBridgeChange.RuleStored>(_codec.Reread(
            new EventBridgeChange.RuleStored(Bare with { Pattern = Bare.Pattern! with { Text = text } })));
        Assert.Equal(text, stored.Rule.Pattern!.Text);
        using var @event = JsonDocument.Parse("""{"detail":{"ip":"10.0.0.1"}}""");
        Assert.False(stored.Rule.Pattern.Compiled.Matches(new EventFields(@event.RootElement)));
    }

    [Fact]
    public void A_schedule_that_is_none_is_refused() =>
        Assert.Throws<FormatException>(() => _codec.Reread(
            new EventBridgeChange.RuleStored(Full with { Schedule = Full.Schedule! with { Text = "rate(1 year)" } })));

    [Fact]
    public void The_state_is_that_of_its_changes()
    {
        var store = NewStore();
        Assert.Equal(StoreOutcome.Done, store.AddBus(new EventBus("shop", "of all", At)));
        Assert.Equal(StoreOutcome.Done, store.PutRule(Bare));
        Assert.Equal(StoreOutcome.Done, store.PutRule(Full with { ManagedBy = null }));
        Assert.Equal(
            StoreOutcome.Done, store.ChangeRule("shop", "full", rule => rule.WithTargets(Full.Targets)));
        Assert.Equal(StoreOutcome.Done, store.AddArchive(Archive, Bare with { Bus = "shop", Name = "archives" }));
        Assert.Equal(
            StoreOutcome.Done, store.ChangeBus(EventBus.DefaultName, bus => bus with { Tags = [new("a", "1")] }));
        var restored = NewStore();
        foreach (var change in store.Capture().Changes)
        {
            restored.Apply(_codec.Reread(change));
        }

        Assert.Equivalent(store.Buses(), restored.Buses(), strict: true);
        Assert.Equal(store.Archives(), restored.Archives());
        Assert.Equivalent(store.Rules("default"), restored.Rules("default"), strict: true);
        Assert.Equivalent(store.Rules("shop"), restored.Rules("shop"), strict: true);
        Assert.Equal("bare", Assert.Single(restored.RuleIndex("default")!.Candidates("shop", "t")).Name);
        Assert.Empty(restored.RuleIndex("default")!.Candidates("other", "t"));
        Assert.Equal("archives", Assert.Single(restored.RuleIndex("shop")!.Candidates("shop", "t")).Name);
    }

    private static EventBridgeStore NewStore() =>
        new(MemoryChangeLog<EventBridgeChange>.Instance, rulesMax: 300, new Hosting.ManualTime(At));

    /// <summary>As a journal has a short text.</summary>
    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
