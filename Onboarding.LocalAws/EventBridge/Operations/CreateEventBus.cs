using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>CreateEventBus. Partner event sources are refused.</summary>
internal sealed class CreateEventBus(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    private const int DescriptionLengthMax = 512;

    public string Name => "CreateEventBus";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:CreateEventBus", EventBridgeResources.NamedBus)];

    public OperationMembers Members { get; } = new("Name", "Description")
    {
        Refused = ["EventSourceName", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig", "Tags"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var name = Names.NewBus(input);
        var description = input.Text("Description");
        if (description?.Length > DescriptionLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                description, "description", $"Member must have length less than or equal to {DescriptionLengthMax}");
        }

        switch (context.Store.AddBus(name, description))
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
