using System.Diagnostics;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Buses and rules as <see cref="EventBridgeChange"/>s make them. It decides nothing. Only
/// <see cref="EventBridgeStore"/> touches it, under its lock.
/// </summary>
internal sealed class EventBridgeState
{
    private readonly SortedDictionary<string, BusState> _buses = new(StringComparer.Ordinal);

    /// <summary>In order of name.</summary>
    public IReadOnlyCollection<EventBus> Buses => [.. _buses.Values.Select(b => b.Bus)];

    public BusState? FindBus(string name) => _buses.GetValueOrDefault(name);

    public EventRule? FindRule(string bus, string name) => FindBus(bus)?.Rules.GetValueOrDefault(name);

    public void Clear() => _buses.Clear();

    public void Apply(EventBridgeChange change)
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
}

/// <summary>A bus with its rules.</summary>
internal sealed class BusState(EventBus bus)
{
    public EventBus Bus { get; } = bus;

    /// <summary>In order of name.</summary>
    public SortedDictionary<string, EventRule> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Made anew by each change, so that an event costs no copy.</summary>
    public EventRule[] Enabled { get; private set; } = [];

    public void Refresh() => Enabled = [.. Rules.Values.Where(rule => rule.IsEnabled)];
}
