using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DeleteEventBus: one that is not there is deleted already.</summary>
internal sealed class DeleteEventBus(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteEventBus";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DeleteEventBus", EventBridgeResources.NamedBus)];

    public OperationMembers Members { get; } = new("Name");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = context.BusName(call.Input.RequiredText("Name"));
        if (name == EventBus.DefaultName)
        {
            throw EventBridgeErrors.DefaultBusStays();
        }

        if (context.Store.DeleteBus(name) == StoreOutcome.NotEmpty)
        {
            throw EventBridgeErrors.BusHasRules();
        }
        return ValueTask.CompletedTask;
    }
}
