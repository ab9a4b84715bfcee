using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListRules of one bus, in order of name.</summary>
internal sealed class ListRules(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListRules";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:ListRules")];

    public OperationMembers Members { get; } = new("NamePrefix", "EventBusName", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var bus = context.BusName(input);
        var rules = context.Store.Rules(bus) ?? throw EventBridgeErrors.NoBus(bus);
        Page.Write(response, "Rules", input, rules, rule => rule.Name, rule =>
        {
            response.WriteStartObject();
            RuleMembers.Write(response, rule);
            response.WriteEndObject();
        });
        return ValueTask.CompletedTask;
    }
}
