using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeEventBus; without a name it is the default bus.</summary>
internal sealed class DescribeEventBus(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeEventBus";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DescribeEventBus", EventBridgeResources.NamedBus)];

    public OperationMembers Members { get; } = new("Name");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        BusMembers.Write(call.Response, context.RequireBus(context.BusName(call.Input, "Name")), context);
        return ValueTask.CompletedTask;
    }
}
