using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeRule.</summary>
internal sealed class DescribeRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeRule";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DescribeRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventBusName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        RuleMembers.Write(response, context.RequireRule(call.Input, "Name"));
        response.WriteString("CreatedBy", context.Scope.AccountId);
        return ValueTask.CompletedTask;
    }
}
