using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>EnableRule.</summary>
internal sealed class EnableRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "EnableRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:EnableRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventBusName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var rule = context.RequireRule(call.Input, "Name");
        EventBridgeContext.Check(
            context.Store.SetEnabled(rule.Bus, rule.Name, isEnabled: true), rule.Bus, rule.Name);
        return ValueTask.CompletedTask;
    }
}
