using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>RemoveTargets; an id that the rule does not have is removed already.</summary>
internal sealed class RemoveTargets(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "RemoveTargets";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:RemoveTargets", EventBridgeResources.Rule)];

    public OperationMembers Members { get; } = new("Rule", "EventBusName", "Ids", "Force");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var isForced = input.Flag("Force") == true;
        var ids = input.Texts("Ids") ?? throw EventBridgeErrors.Missing("ids");
        FailedEntries.CheckCount(ids.Count, "ids");
        for (var i = 0; i < ids.Count; i++)
        {
            Names.CheckTarget(ids[i], $"ids.{i + 1}.member");
        }

        var rule = context.RequireRule(input, "Rule");
        var outcome = context.Store.ChangeRule(
            rule.Bus,
            rule.Name,
            r => r with { Targets = [.. r.Targets.Where(target => !ids.Contains(target.Id))] },
            isForced);
        EventBridgeContext.Check(outcome, rule.Bus, rule.Name);
        FailedEntries.WriteNone(call.Response);
        return ValueTask.CompletedTask;
    }
}
