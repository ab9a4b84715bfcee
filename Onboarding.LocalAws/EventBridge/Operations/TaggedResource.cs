using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// The rule or bus of a ResourceARN: <c>…:rule/r</c>, <c>…:rule/b/r</c>, <c>…:event-bus/b</c>. The name of a bus may
/// hold slashes, that of a rule none.
/// </summary>
/// <param name="Rule">Null where it is the bus.</param>
internal sealed record TaggedResource(EventBridgeContext Context, string Bus, string? Rule)
{
    /// <summary>Which must exist.</summary>
    public static TaggedResource Of(string arn, EventBridgeContext context)
    {
        var buses = context.BusArn("");
        var rules = context.RuleArn(EventBus.DefaultName, "");
        var resource = arn.StartsWith(buses, StringComparison.Ordinal)
                ? new TaggedResource(context, arn[buses.Length..], Rule: null)
            : !arn.StartsWith(rules, StringComparison.Ordinal)
                ? throw EventBridgeErrors.InvalidParameter("ResourceARN", "Provided Arn is not in correct format.")
            : arn.LastIndexOf('/') is var slash && slash < rules.Length
                ? new TaggedResource(context, EventBus.DefaultName, arn[rules.Length..])
                : new TaggedResource(context, arn[rules.Length..slash], arn[(slash + 1)..]);
        _ = resource.Tags;
        return resource;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Tags
    {
        get
        {
            var bus = Context.RequireBus(Bus);
            return Rule is null ? bus.Tags
                : Context.Store.FindRule(Bus, Rule)?.Tags ?? throw EventBridgeErrors.NoRule(Bus, Rule);
        }
    }

    /// <param name="change">Null where it would be over a quota.</param>
    public void Change(
        Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>?> change)
    {
        var isTooMany = false;
        IReadOnlyList<KeyValuePair<string, string>> Changed(IReadOnlyList<KeyValuePair<string, string>> tags)
        {
            var changed = change(tags);
            isTooMany = changed is null;
            return changed ?? tags;
        }

        var outcome = Rule is null
            ? Context.Store.ChangeBus(Bus, bus => bus with { Tags = Changed(bus.Tags) })
            : Context.Store.ChangeRule(Bus, Rule, rule => rule with { Tags = Changed(rule.Tags) });
        EventBridgeContext.Check(outcome, Bus, Rule ?? "");
        if (isTooMany)
        {
            throw EventBridgeErrors.TooManyTags();
        }
    }
}
