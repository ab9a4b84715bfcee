using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DisableRule.</summary>
internal sealed class DisableRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DisableRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:DisableRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventBusName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var rule = context.RequireRule(call.Input, "Name");
        var outcome = context.Store.ChangeRule(rule.Bus, rule.Name, r => r with { IsEnabled = false });
        EventBridgeContext.Check(outcome, rule.Bus, rule.Name);
        return ValueTask.CompletedTask;
    }
}
