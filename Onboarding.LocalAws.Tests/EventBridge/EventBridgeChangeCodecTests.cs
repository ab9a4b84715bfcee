using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel.Journal;
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
        PatternText = Pattern,
        Pattern = EventPattern.Parse(Pattern),
    };

    private static readonly EventRule Full = Bare with
    {
        Bus = "shop",
        Name = "full",
        Arn = "arn:full",
        Description = "Ünder",
        IsEnabled = false,
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
            },
        ],
    };

    private static readonly EventBridgeChange[] Changes =
    [
        new EventBridgeChange.BusStored(new EventBus("shop", null, At)),
        new EventBridgeChange.BusStored(new EventBus("other", "of others", At.AddTicks(1))),
        new EventBridgeChange.BusDeleted("shop"),
        new EventBridgeChange.RuleStored(Bare),
        new EventBridgeChange.RuleStored(Full),
        new EventBridgeChange.RuleDeleted("shop", "full"),
        new EventBridgeChange.Cleared(),
    ];

    private readonly EventBridgeChangeCodec _codec = new();

    [Fact]
    public void Every_change_comes_back() =>
        Assert.All(Changes, change => Assert.Equivalent(change, _codec.Reread(change), strict: true));

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    [Fact]
    public void A_target_of_before_message_groups_has_none()
    {
        var stored = new EventBridgeChange.RuleStored(
            Bare with { Targets = [new EventTarget { Id = "t", Arn = "arn:t", DeadLetterArn = "arn:dead" }] });
        var today = _codec.Written(stored);
        Assert.Equal((6, 0), (today[0], today[^1]));
        Assert.Equivalent(stored, _codec.Read([3, .. today[1..^1]]), strict: true);
    }

    [Fact]
    public void A_pattern_that_is_none_is_refused()
    {
        var refusal = Assert.Throws<FormatException>(
            () => _codec.Reread(new EventBridgeChange.RuleStored(Bare with { PatternText = "[]" })));
        Assert.IsType<EventPatternException>(refusal.InnerException);
    }

    [Fact]
    public void The_state_is_that_of_its_changes()
    {
        var store = NewStore();
        Assert.Equal(StoreOutcome.Done, store.AddBus("shop", "of all"));
        Assert.Equal(StoreOutcome.Done, store.PutRule(Bare));
        Assert.Equal(StoreOutcome.Done, store.PutRule(Full));
        Assert.Equal(StoreOutcome.Done, store.PutTargets("shop", "full", Full.Targets));
        var restored = NewStore();
        foreach (var change in store.Capture().Changes)
        {
            restored.Apply(_codec.Reread(change));
        }

        Assert.Equal(store.Buses(), restored.Buses());
        Assert.Equivalent(store.Rules("default"), restored.Rules("default"), strict: true);
        Assert.Equivalent(store.Rules("shop"), restored.Rules("shop"), strict: true);
        Assert.Equal("bare", Assert.Single(restored.EnabledRules("default")!).Name);
        Assert.Empty(restored.EnabledRules("shop")!);
    }

    private static EventBridgeStore NewStore() =>
        new(MemoryChangeLog<EventBridgeChange>.Instance, new Hosting.ManualTime(At));
}
