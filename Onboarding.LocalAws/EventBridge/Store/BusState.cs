namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>A bus with its rules. <see cref="EventBridgeState"/> touches it under the store's lock.</summary>
internal sealed class BusState(EventBus bus)
{
    private RuleIndex? _index;

    /// <summary>Its tags change.</summary>
    public EventBus Bus { get; set; } = bus;

    /// <summary>In order of name.</summary>
    public SortedDictionary<string, EventRule> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Made by the first event after a change, so that a thousand rules are put at little cost.</summary>
    public RuleIndex Index => _index ??= new RuleIndex(Rules.Values);

    public void Store(EventRule rule)
    {
        Rules[rule.Name] = rule;
        _index = null;
    }

    public void Delete(string rule)
    {
        Rules.Remove(rule);
        _index = null;
    }
}
