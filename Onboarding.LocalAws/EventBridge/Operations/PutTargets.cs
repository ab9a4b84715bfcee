using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>PutTargets: functions, queues, state machines, buses. One whose id the rule has is replaced.</summary>
internal sealed class PutTargets(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "PutTargets";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:PutTargets", EventBridgeResources.Rule)];

    public OperationMembers Members { get; } = new("Rule", "EventBusName", "Targets");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var items = input.Objects("Targets") ?? throw EventBridgeErrors.Missing("targets");
        FailedEntries.CheckCount(items.Count, "targets");
        EventTarget[] targets =
            [.. items.Select((item, i) => TargetInput.Read(item, $"targets.{i + 1}.member", context.Scope))];
        var rule = context.RequireRule(input, "Rule");
        var outcome = context.Store.ChangeRule(rule.Bus, rule.Name, r => r.WithTargets(targets));
        EventBridgeContext.Check(outcome, rule.Bus, rule.Name);
        FailedEntries.WriteNone(call.Response);
        return ValueTask.CompletedTask;
    }
}
