using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Every bus and rule. Under one lock a method decides on an <see cref="EventBridgeChange"/> and applies it; readers
/// get immutable snapshots.
/// </summary>
/// <param name="time">The default bus is as old as the host.</param>
internal sealed class EventBridgeStore(IChangeLog<EventBridgeChange> log, TimeProvider time)
    : JournaledStore<EventBridgeChange>(log, new EventBridgeChange.Cleared())
{
    /// <summary>Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html.</summary>
    public const int BusesMax = 100;

    /// <summary>Per bus; the same source.</summary>
    public const int RulesMax = 300;

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

    public StoreOutcome AddBus(string name, string? description)
    {
        lock (Gate)
        {
            if (_state.FindBus(name) is not null)
            {
                return StoreOutcome.AlreadyExists;
            }

            if (_state.Buses.Count >= BusesMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.BusStored(new EventBus(name, description, time.GetUtcNow())));
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
    public IReadOnlyList<EventRule>? EnabledRules(string bus)
    {
        lock (Gate)
        {
            return _state.FindBus(bus)?.Enabled;
        }
    }

    public EventRule? FindRule(string bus, string name)
    {
        lock (Gate)
        {
            return _state.FindRule(bus, name);
        }
    }

    /// <summary>Creates the rule or replaces its settings; targets that it has stay.</summary>
    public StoreOutcome PutRule(EventRule rule)
    {
        lock (Gate)
        {
            if (_state.FindBus(rule.Bus) is not { } bus)
            {
                return StoreOutcome.NoBus;
            }

            var old = bus.Rules.GetValueOrDefault(rule.Name);
            if (old is null && bus.Rules.Count >= RulesMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.RuleStored(rule with { Targets = old?.Targets ?? [] }));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome DeleteRule(string bus, string name)
    {
        lock (Gate)
        {
            if (_state.FindBus(bus) is null)
            {
                return StoreOutcome.NoBus;
            }

            if (_state.FindRule(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            if (rule.Targets.Count > 0)
            {
                return StoreOutcome.NotEmpty;
            }

            CommitUnderLock(new EventBridgeChange.RuleDeleted(bus, name));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome SetEnabled(string bus, string name, bool isEnabled)
    {
        lock (Gate)
        {
            if (_state.FindRule(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            CommitUnderLock(new EventBridgeChange.RuleStored(rule with { IsEnabled = isEnabled }));
            return StoreOutcome.Done;
        }
    }

    /// <summary>Adds targets; one whose id is there already is replaced. All or none.</summary>
    public StoreOutcome PutTargets(string bus, string name, IReadOnlyList<EventTarget> targets)
    {
        lock (Gate)
        {
            if (_state.FindRule(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            var next = rule.WithTargets(targets);
            if (next.Targets.Count > TargetsMax)
            {
                return StoreOutcome.TooMany;
            }

            CommitUnderLock(new EventBridgeChange.RuleStored(next));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome RemoveTargets(string bus, string name, IReadOnlyCollection<string> ids)
    {
        lock (Gate)
        {
            if (_state.FindRule(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            EventTarget[] rest = [.. rule.Targets.Where(target => !ids.Contains(target.Id))];
            if (rest.Length < rule.Targets.Count)
            {
                CommitUnderLock(new EventBridgeChange.RuleStored(rule with { Targets = rest }));
            }

            return StoreOutcome.Done;
        }
    }

    protected override void ApplyUnderLock(EventBridgeChange change) => _state.Apply(change);

    protected override IEnumerable<EventBridgeChange> CaptureUnderLock() => _state.Capture();
}
