using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>EnableRule. A rate of one that was disabled begins anew (inferred).</summary>
internal sealed class EnableRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "EnableRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:EnableRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventBusName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var rule = context.RequireRule(call.Input, "Name");
        var now = context.Time.GetUtcNow();
        var outcome = context.Store.ChangeRule(rule.Bus, rule.Name, r => r.IsEnabled ? r : r with
        {
            IsEnabled = true,
            Schedule = r.Schedule is { } schedule ? schedule with { Since = now } : null,
        });
        EventBridgeContext.Check(outcome, rule.Bus, rule.Name);
        context.Schedules.Wake();
        return ValueTask.CompletedTask;
    }
}
