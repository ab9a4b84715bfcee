using System.Diagnostics;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Buses and rules as <see cref="EventBridgeChange"/>s make them. It decides nothing. Only
/// <see cref="EventBridgeStore"/> touches it, under its lock.
/// </summary>
/// <param name="defaultBus">There from the beginning and for ever, so that no change tells of it.</param>
internal sealed class EventBridgeState(EventBus defaultBus)
{
    private readonly SortedDictionary<string, BusState> _buses =
        new(StringComparer.Ordinal) { [defaultBus.Name] = new BusState(defaultBus) };

    /// <summary>In order of name.</summary>
    public IReadOnlyCollection<EventBus> Buses => [.. _buses.Values.Select(b => b.Bus)];

    public BusState? FindBus(string name) => _buses.GetValueOrDefault(name);

    public EventRule? FindRule(string bus, string name) => FindBus(bus)?.Rules.GetValueOrDefault(name);

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
            case EventBridgeChange.Cleared:
                _buses.Clear();
                _buses.Add(defaultBus.Name, new BusState(defaultBus));
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The changes that lead here from nothing.</summary>
    public IReadOnlyCollection<EventBridgeChange> Capture() =>
    [
        .. Buses.Where(bus => bus != defaultBus).Select(bus => new EventBridgeChange.BusStored(bus)),
        .. _buses.Values.SelectMany(b => b.Rules.Values).Select(rule => new EventBridgeChange.RuleStored(rule)),
    ];
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
