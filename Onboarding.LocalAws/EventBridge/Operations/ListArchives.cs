using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListArchives, in order of name.</summary>
internal sealed class ListArchives(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListArchives";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:ListArchives")];

    public OperationMembers Members { get; } = new("NamePrefix", "EventSourceArn", "State", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var source = input.Text("EventSourceArn");
        var state = ListFilter.State(
            input, "ENABLED", "DISABLED", "CREATING", "UPDATING", "CREATE_FAILED", "UPDATE_FAILED");
        var bus = source is null ? null : context.RequireBus(context.BusName(source)).Name;
        var archives = context.Store.Archives()
            .Where(a => (bus is null || a.Bus == bus) && state is null or ArchiveMembers.State);
        Page.Write(response, "Archives", input, archives, archive => archive.Name, archive =>
        {
            response.WriteStartObject();
            ArchiveMembers.Write(response, archive, context);
            response.WriteEndObject();
        });
        return ValueTask.CompletedTask;
    }
}
