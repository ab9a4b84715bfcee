using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// DeleteRule: one that is not there is deleted already (recorded); one with targets stays. Force is for an archive's.
/// </summary>
internal sealed class DeleteRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:DeleteRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventBusName", "Force");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var isForced = input.Flag("Force") == true;
        var name = Names.Rule(input, "Name");
        var bus = context.BusName(input);
        if (context.Store.DeleteRule(bus, name, isForced) is var outcome and not StoreOutcome.NoRule)
        {
            EventBridgeContext.Check(outcome, bus, name);
        }
        return ValueTask.CompletedTask;
    }
}
