using System.Diagnostics;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// Buses, rules and archives as <see cref="EventBridgeChange"/>s make them. It decides nothing. Only
/// <see cref="EventBridgeStore"/> touches it, under its lock.
/// </summary>
/// <param name="defaultBus">There from the beginning and for ever, so that no change tells of its creation.</param>
internal sealed class EventBridgeState(EventBus defaultBus)
{
    private readonly SortedDictionary<string, BusState> _buses =
        new(StringComparer.Ordinal) { [defaultBus.Name] = new BusState(defaultBus) };

    /// <summary>In order of name.</summary>
    public SortedDictionary<string, EventArchive> Archives { get; } = new(StringComparer.Ordinal);

    /// <summary>In order of name.</summary>
    public IReadOnlyCollection<EventBus> Buses => [.. _buses.Values.Select(b => b.Bus)];

    public BusState? FindBus(string name) => _buses.GetValueOrDefault(name);

    public EventRule? FindRule(string bus, string name) => FindBus(bus)?.Rules.GetValueOrDefault(name);

    public void Apply(EventBridgeChange change)
    {
        switch (change)
        {
            case EventBridgeChange.BusStored { Bus: var bus } when FindBus(bus.Name) is { } known:
                known.Bus = bus;
                break;
            case EventBridgeChange.BusStored { Bus: var bus }:
                _buses.Add(bus.Name, new BusState(bus));
                break;
            case EventBridgeChange.BusDeleted deleted:
                _buses.Remove(deleted.Name);
                break;
            case EventBridgeChange.RuleStored stored:
                _buses[stored.Rule.Bus].Store(stored.Rule);
                break;
            case EventBridgeChange.RuleDeleted deleted:
                _buses[deleted.Bus].Delete(deleted.Name);
                break;
            case EventBridgeChange.ArchiveStored stored:
                Archives[stored.Archive.Name] = stored.Archive;
                break;
            case EventBridgeChange.ArchiveDeleted deleted:
                Archives.Remove(deleted.Name);
                break;
            case EventBridgeChange.Cleared:
                _buses.Clear();
                _buses.Add(defaultBus.Name, new BusState(defaultBus));
                Archives.Clear();
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
        .. Archives.Values.Select(archive => new EventBridgeChange.ArchiveStored(archive)),
    ];
}
