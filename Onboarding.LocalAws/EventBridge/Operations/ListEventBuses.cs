using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListEventBuses, in order of name.</summary>
internal sealed class ListEventBuses(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListEventBuses";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:ListEventBuses")];

    public OperationMembers Members { get; } = new("NamePrefix", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        Page.Write(response, "EventBuses", call.Input, context.Store.Buses(), bus => bus.Name, bus =>
        {
            response.WriteStartObject();
            BusMembers.Write(response, bus, context);
            response.WriteEndObject();
        });
        return ValueTask.CompletedTask;
    }
}
