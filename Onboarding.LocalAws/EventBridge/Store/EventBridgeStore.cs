using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Every bus, rule and archive. Under one lock a method decides on <see cref="EventBridgeChange"/>s and applies them;
/// readers get immutable snapshots.
/// </summary>
/// <param name="rulesMax">Per bus.</param>
/// <param name="time">The default bus is as old as the host.</param>
internal sealed class EventBridgeStore(IChangeLog<EventBridgeChange> log, int rulesMax, TimeProvider time)
    : JournaledStore<EventBridgeChange>(log, new EventBridgeChange.Cleared())
{
    /// <summary>Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html.</summary>
    public const int BusesMax = 100;

    /// <summary>Per rule; the same source.</summary>
    public const int TargetsMax = 5;

    private readonly EventBridgeState _state =
        new(new EventBus(EventBus.DefaultName, Description: null, time.GetUtcNow()));

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EventBus> Buses()
    {
        lock (Gate)
        {
            return [.. _state.Buses];
        }
    }

    public EventBus? FindBus(string name)
    {
        lock (Gate)
        {
            return _state.FindBus(name)?.Bus;
        }
    }

    public StoreOutcome AddBus(EventBus bus)
    {
        lock (Gate)
        {
            if (_state.FindBus(bus.Name) is not null)
            {
                return StoreOutcome.AlreadyExists;
            }

            if (_state.Buses.Count >= BusesMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.BusStored(bus));
            return StoreOutcome.Done;
        }
    }

    /// <param name="change">Of the bus as it is; what it was created with stays.</param>
    public StoreOutcome ChangeBus(string name, Func<EventBus, EventBus> change)
    {
        lock (Gate)
        {
            if (_state.FindBus(name) is not { } bus)
            {
                return StoreOutcome.NoBus;
            }

            CommitUnderLock(new EventBridgeChange.BusStored(change(bus.Bus)));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome DeleteBus(string name)
    {
        lock (Gate)
        {
            if (_state.FindBus(name) is not { } bus)
            {
                return StoreOutcome.NoBus;
            }

            if (bus.Rules.Count > 0)
            {
                return StoreOutcome.NotEmpty;
            }

            CommitUnderLock(new EventBridgeChange.BusDeleted(name));
            return StoreOutcome.Done;
        }
    }

    /// <summary>In order of name; null where there is no such bus.</summary>
    public IReadOnlyList<EventRule>? Rules(string bus)
    {
        lock (Gate)
        {
            return _state.FindBus(bus)?.Rules.Values.ToArray();
        }
    }

    /// <summary>What an event of the bus is compared with; null where there is no such bus.</summary>
    public RuleIndex? RuleIndex(string bus)
    {
        lock (Gate)
        {
            return _state.FindBus(bus)?.Index;
        }
    }

    public EventRule? FindRule(string bus, string name)
    {
        lock (Gate)
        {
            return _state.FindRule(bus, name);
        }
    }

    /// <summary>
    /// Creates the rule or replaces its settings. What it has stays: its targets, its tags, and the beginning of a
    /// schedule that is the same, so that a rate does not begin anew with each start of a stack.
    /// </summary>
    public StoreOutcome PutRule(EventRule rule)
    {
        lock (Gate)
        {
            if (_state.FindBus(rule.Bus) is not { } bus)
            {
                return StoreOutcome.NoBus;
            }

            var old = bus.Rules.GetValueOrDefault(rule.Name);
            if (old?.ManagedBy is not null)
            {
                return StoreOutcome.Managed;
            }

            if (old is null && bus.Rules.Count >= rulesMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.RuleStored(old is null ? rule : rule with
            {
                Targets = old.Targets,
                Tags = old.Tags,
                Schedule = old.IsEnabled && old.Schedule?.Text == rule.Schedule?.Text ? old.Schedule : rule.Schedule,
            }));
            return StoreOutcome.Done;
        }
    }

    /// <param name="isForced">Even the rule of an archive.</param>
    public StoreOutcome DeleteRule(string bus, string name, bool isForced)
    {
        lock (Gate)
        {
            if (FindUnderLock(bus, name, isForced, out var rule) is var outcome and not StoreOutcome.Done)
            {
                return outcome;
            }

            if (rule!.Targets.Count > 0)
            {
                return StoreOutcome.NotEmpty;
            }

            CommitUnderLock(new EventBridgeChange.RuleDeleted(bus, name));
            return StoreOutcome.Done;
        }
    }

    /// <param name="change">Null where it would be over a quota, the same rule where nothing changes.</param>
    /// <param name="isForced">Even the rule of an archive.</param>
    public StoreOutcome ChangeRule(
        string bus, string name, Func<EventRule, EventRule?> change, bool isForced = false)
    {
        lock (Gate)
        {
            if (FindUnderLock(bus, name, isForced, out var rule) is var outcome and not StoreOutcome.Done)
            {
                return outcome;
            }

            if (change(rule!) is not { } next || next.Targets.Count > TargetsMax)
            {
                return StoreOutcome.TooMany;
            }

            if (!ReferenceEquals(next, rule))
            {
                CommitUnderLock(new EventBridgeChange.RuleStored(next));
            }

            return StoreOutcome.Done;
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EventArchive> Archives()
    {
        lock (Gate)
        {
            return [.. _state.Archives.Values];
        }
    }

    public EventArchive? FindArchive(string name)
    {
        lock (Gate)
        {
            return _state.Archives.GetValueOrDefault(name);
        }
    }

    /// <param name="rule">The one that fills it.</param>
    public StoreOutcome AddArchive(EventArchive archive, EventRule rule)
    {
        lock (Gate)
        {
            if (_state.FindBus(archive.Bus) is not { } bus)
            {
                return StoreOutcome.NoBus;
            }

            if (_state.Archives.ContainsKey(archive.Name))
            {
                return StoreOutcome.AlreadyExists;
            }

            if (bus.Rules.Count >= rulesMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.ArchiveStored(archive), new EventBridgeChange.RuleStored(rule));
            return StoreOutcome.Done;
        }
    }

    /// <param name="change">Of the archive as it is, with the rule that fills it then.</param>
    public StoreOutcome ChangeArchive(string name, Func<EventArchive, (EventArchive Archive, EventRule Rule)> change)
    {
        lock (Gate)
        {
            if (_state.Archives.GetValueOrDefault(name) is not { } known)
            {
                return StoreOutcome.NoArchive;
            }

            if (_state.FindBus(known.Bus) is null)
            {
                return StoreOutcome.NoBus;
            }

            var (archive, rule) = change(known);
            CommitUnderLock(new EventBridgeChange.ArchiveStored(archive), new EventBridgeChange.RuleStored(rule));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome DeleteArchive(string name)
    {
        lock (Gate)
        {
            if (_state.Archives.GetValueOrDefault(name) is not { } archive)
            {
                return StoreOutcome.NoArchive;
            }

            var deleted = new EventBridgeChange.ArchiveDeleted(name);
            if (_state.FindRule(archive.Bus, archive.RuleName) is null)
            {
                CommitUnderLock(deleted);
            }
            else
            {
                CommitUnderLock(deleted, new EventBridgeChange.RuleDeleted(archive.Bus, archive.RuleName));
            }

            return StoreOutcome.Done;
        }
    }

    protected override void ApplyUnderLock(EventBridgeChange change) => _state.Apply(change);

    protected override IEnumerable<EventBridgeChange> CaptureUnderLock() => _state.Capture();

    private StoreOutcome FindUnderLock(string bus, string name, bool isForced, out EventRule? rule)
    {
        rule = _state.FindRule(bus, name);
        return _state.FindBus(bus) is null ? StoreOutcome.NoBus
            : rule is null ? StoreOutcome.NoRule
            : rule.ManagedBy is not null && !isForced ? StoreOutcome.Managed
            : StoreOutcome.Done;
    }
}
