using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListRuleNamesByTarget of one bus, in order of name.</summary>
internal sealed class ListRuleNamesByTarget(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListRuleNamesByTarget";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:ListRuleNamesByTarget")];

    public OperationMembers Members { get; } = new("TargetArn", "EventBusName", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var arn = input.RequiredText("TargetArn");
        var bus = context.BusName(input);
        var rules = (context.Store.Rules(bus) ?? throw EventBridgeErrors.NoBus(bus))
            .Where(rule => rule.Targets.Any(target => target.Arn == arn));
        Page.Write(
            call.Response, "RuleNames", input, rules, rule => rule.Name,
            rule => call.Response.WriteStringValue(rule.Name));
        return ValueTask.CompletedTask;
    }
}
