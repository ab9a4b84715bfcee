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
        _ = input.Flag("Force");
        var ids = input.Texts("Ids") ?? throw EventBridgeErrors.Missing("ids");
        var rule = context.RequireRule(input, "Rule");
        EventBridgeContext.Check(context.Store.RemoveTargets(rule.Bus, rule.Name, ids), rule.Bus, rule.Name);
        FailedEntries.WriteNone(call.Response);
        return ValueTask.CompletedTask;
    }
}
