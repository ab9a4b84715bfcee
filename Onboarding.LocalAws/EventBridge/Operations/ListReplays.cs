using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListReplays, in order of name. An archive that is not there has none.</summary>
internal sealed class ListReplays(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListReplays";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:ListReplays")];

    public OperationMembers Members { get; } = new("EventSourceArn", "State", "NamePrefix", "NextToken", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var state = ListFilter.State(
            input, "STARTING", "RUNNING", "CANCELLING", "COMPLETED", "CANCELLED", "FAILED");
        var source = input.Text("EventSourceArn");
        var replays = context.Replays.All.Where(replay =>
            (state is null || replay.StateName == state)
            && (source is null || context.ArchiveArn(replay.ArchiveName) == source));
        Page.Write(response, "Replays", input, replays, replay => replay.Name, replay =>
        {
            response.WriteStartObject();
            ReplayMembers.Write(response, replay, context);
            response.WriteEndObject();
        });
        return ValueTask.CompletedTask;
    }
}
