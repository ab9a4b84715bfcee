using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>CreateEventBus. Partner event sources are refused.</summary>
internal sealed class CreateEventBus(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "CreateEventBus";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:CreateEventBus", EventBridgeResources.NamedBus)];

    public OperationMembers Members { get; } = new("Name", "Description", "Tags")
    {
        Refused = ["EventSourceName", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var name = Names.NewBus(input);
        var description = Names.Description(input);
        var bus = new EventBus(name, description, context.Time.GetUtcNow()) { Tags = TagList.Read(input) };
        switch (context.Store.AddBus(bus))
        {
            case StoreOutcome.AlreadyExists:
                throw EventBridgeErrors.BusExists(name);
            case StoreOutcome.TooMany:
                throw EventBridgeErrors.TooMany();
        }

        response.WriteString("EventBusArn", context.BusArn(name));
        if (description is not null)
        {
            response.WriteString("Description", description);
        }
        return ValueTask.CompletedTask;
    }
}
