using System.Diagnostics;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Scheduling;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>What every operation works on, and the names that most of them begin with.</summary>
internal sealed record EventBridgeContext(
    AwsScope Scope, TimeProvider Time, RandomSource Random, EventBridgeStore Store, EventPublisher Publisher)
{
    public required ArchivedEvents Archived { get; init; }

    public required EventReplays Replays { get; init; }

    public required ReplayRuns ReplayRuns { get; init; }

    public required ScheduledRules Schedules { get; init; }

    public string BusArn(string bus) => Scope.Arn("events", $"event-bus/{bus}");

    public string ArchiveArn(string archive) => Scope.Arn("events", $"archive/{archive}");

    public string ReplayArn(string replay) => Scope.Arn("events", $"replay/{replay}");

    /// <summary>Only a rule of a bus of one's own names the bus.</summary>
    public string RuleArn(string bus, string rule) =>
        Scope.Arn("events", bus == EventBus.DefaultName ? $"rule/{rule}" : $"rule/{bus}/{rule}");

    /// <summary>The bus that a request names by name or ARN; without either it is the default bus.</summary>
    public string BusName(RequestMembers input, string member = "EventBusName") =>
        input.Text(member) is { } given ? BusName(given) : EventBus.DefaultName;

    public string BusName(string nameOrArn)
    {
        var prefix = BusArn("");
        return nameOrArn.StartsWith(prefix, StringComparison.Ordinal) ? nameOrArn[prefix.Length..] : nameOrArn;
    }

    public EventArchive RequireArchive(string name) =>
        Store.FindArchive(name) ?? throw EventBridgeErrors.NoArchive(name);

    public EventBus RequireBus(string name) => Store.FindBus(name) ?? throw EventBridgeErrors.NoBus(name);

    /// <summary>The rule that a request names, which must exist.</summary>
    public EventRule RequireRule(RequestMembers input, string member)
    {
        var name = Names.Rule(input, member);
        var bus = RequireBus(BusName(input)).Name;
        return Store.FindRule(bus, name) ?? throw EventBridgeErrors.NoRule(bus, name);
    }

    /// <summary>Throws what the outcome of a change of a rule means to the caller.</summary>
    public static void Check(StoreOutcome outcome, string bus, string rule)
    {
        switch (outcome)
        {
            case StoreOutcome.Done:
                break;
            case StoreOutcome.NoBus:
                throw EventBridgeErrors.NoBus(bus);
            case StoreOutcome.NoRule:
                throw EventBridgeErrors.NoRule(bus, rule);
            case StoreOutcome.NotEmpty:
                throw EventBridgeErrors.RuleHasTargets();
            case StoreOutcome.TooMany:
                throw EventBridgeErrors.TooMany();
            case StoreOutcome.Managed:
                throw EventBridgeErrors.ManagedRule(rule);
            default:
                throw new UnreachableException();
        }
    }
}
