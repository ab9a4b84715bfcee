using System.Diagnostics;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Every bus and rule. Under one lock a method decides on an <see cref="EventBridgeChange"/> and applies it; readers
/// get immutable snapshots.
/// </summary>
internal sealed class EventBridgeStore
{
    /// <summary>Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html.</summary>
    public const int BusesMax = 100;

    /// <summary>Per bus; the same source.</summary>
    public const int RulesMax = 300;

    /// <summary>Per rule; the same source.</summary>
    public const int TargetsMax = 5;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, BusState> _buses = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public EventBridgeStore(TimeProvider time)
    {
        _time = time;
        Clear();
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EventBus> Buses()
    {
        lock (_lock)
        {
            return [.. _buses.Values.Select(state => state.Bus)];
        }
    }

    public EventBus? FindBus(string name)
    {
        lock (_lock)
        {
            return _buses.GetValueOrDefault(name)?.Bus;
        }
    }

    public StoreOutcome AddBus(string name, string? description)
    {
        lock (_lock)
        {
            if (_buses.ContainsKey(name))
            {
                return StoreOutcome.AlreadyExists;
            }

            if (_buses.Count >= BusesMax)
            {
                return StoreOutcome.TooMany;
            }

            ApplyUnderLock(new EventBridgeChange.BusStored(new EventBus(name, description, _time.GetUtcNow())));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome DeleteBus(string name)
    {
        lock (_lock)
        {
            if (!_buses.TryGetValue(name, out var state))
            {
                return StoreOutcome.NoBus;
            }

            if (state.Rules.Count > 0)
            {
                return StoreOutcome.NotEmpty;
            }

            ApplyUnderLock(new EventBridgeChange.BusDeleted(name));
            return StoreOutcome.Done;
        }
    }

    /// <summary>In order of name; null where there is no such bus.</summary>
    public IReadOnlyList<EventRule>? Rules(string bus)
    {
        lock (_lock)
        {
            return _buses.GetValueOrDefault(bus)?.Rules.Values.ToArray();
        }
    }

    /// <summary>What an event of the bus is compared with; null where there is no such bus.</summary>
    public IReadOnlyList<EventRule>? EnabledRules(string bus)
    {
        lock (_lock)
        {
            return _buses.GetValueOrDefault(bus)?.Enabled;
        }
    }

    public EventRule? FindRule(string bus, string name)
    {
        lock (_lock)
        {
            return FindRuleUnderLock(bus, name);
        }
    }

    /// <summary>Creates the rule or replaces its settings; targets that it has stay.</summary>
    public StoreOutcome PutRule(EventRule rule)
    {
        lock (_lock)
        {
            if (!_buses.TryGetValue(rule.Bus, out var state))
            {
                return StoreOutcome.NoBus;
            }

            var old = state.Rules.GetValueOrDefault(rule.Name);
            if (old is null && state.Rules.Count >= RulesMax)
            {
                return StoreOutcome.TooMany;
            }

            ApplyUnderLock(new EventBridgeChange.RuleStored(rule with { Targets = old?.Targets ?? [] }));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome DeleteRule(string bus, string name)
    {
        lock (_lock)
        {
            if (!_buses.ContainsKey(bus))
            {
                return StoreOutcome.NoBus;
            }

            if (FindRuleUnderLock(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            if (rule.Targets.Count > 0)
            {
                return StoreOutcome.NotEmpty;
            }

            ApplyUnderLock(new EventBridgeChange.RuleDeleted(bus, name));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome SetEnabled(string bus, string name, bool isEnabled)
    {
        lock (_lock)
        {
            if (FindRuleUnderLock(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            ApplyUnderLock(new EventBridgeChange.RuleStored(rule with { IsEnabled = isEnabled }));
            return StoreOutcome.Done;
        }
    }

    /// <summary>Adds targets; one whose id is there already is replaced. All or none.</summary>
    public StoreOutcome PutTargets(string bus, string name, IReadOnlyList<EventTarget> targets)
    {
        lock (_lock)
        {
            if (FindRuleUnderLock(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            List<EventTarget> merged = [.. rule.Targets];
            foreach (var target in targets)
            {
                var at = merged.FindIndex(t => t.Id == target.Id);
                if (at < 0)
                {
                    merged.Add(target);
                }
                else
                {
                    merged[at] = target;
                }
            }

            if (merged.Count > TargetsMax)
            {
                return StoreOutcome.TooMany;
            }

            ApplyUnderLock(new EventBridgeChange.RuleStored(rule with { Targets = merged }));
            return StoreOutcome.Done;
        }
    }

    public StoreOutcome RemoveTargets(string bus, string name, IReadOnlyCollection<string> ids)
    {
        lock (_lock)
        {
            if (FindRuleUnderLock(bus, name) is not { } rule)
            {
                return StoreOutcome.NoRule;
            }

            EventTarget[] rest = [.. rule.Targets.Where(target => !ids.Contains(target.Id))];
            if (rest.Length < rule.Targets.Count)
            {
                ApplyUnderLock(new EventBridgeChange.RuleStored(rule with { Targets = rest }));
            }

            return StoreOutcome.Done;
        }
    }

    /// <summary>Back to the default bus alone, which no account is without.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _buses.Clear();
            ApplyUnderLock(new EventBridgeChange.BusStored(
                new EventBus(EventBus.DefaultName, Description: null, _time.GetUtcNow())));
        }
    }

    private EventRule? FindRuleUnderLock(string bus, string name) =>
        _buses.GetValueOrDefault(bus)?.Rules.GetValueOrDefault(name);

    private void ApplyUnderLock(EventBridgeChange change)
    {
        switch (change)
        {
            case EventBridgeChange.BusStored stored:
                _buses[stored.Bus.Name] = new BusState(stored.Bus);
                break;
            case EventBridgeChange.BusDeleted deleted:
                _buses.Remove(deleted.Name);
                break;
            case EventBridgeChange.RuleStored stored:
                _buses[stored.Rule.Bus].Rules[stored.Rule.Name] = stored.Rule;
                _buses[stored.Rule.Bus].Refresh();
                break;
            case EventBridgeChange.RuleDeleted deleted:
                _buses[deleted.Bus].Rules.Remove(deleted.Name);
                _buses[deleted.Bus].Refresh();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private sealed class BusState(EventBus bus)
    {
        public EventBus Bus { get; } = bus;

        public SortedDictionary<string, EventRule> Rules { get; } = new(StringComparer.Ordinal);

        /// <summary>Made anew by each change, so that an event costs no copy.</summary>
        public EventRule[] Enabled { get; private set; } = [];

        public void Refresh() => Enabled = [.. Rules.Values.Where(rule => rule.IsEnabled)];
    }
}
