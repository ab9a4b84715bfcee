using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>CancelReplay: it ends before its next hundred events. What was sent is sent.</summary>
internal sealed class CancelReplay(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "CancelReplay";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:CancelReplay", EventBridgeResources.Replay)];

    public OperationMembers Members { get; } = new("ReplayName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = Names.Replay(call.Input);
        _ = context.Replays.Find(name) ?? throw EventBridgeErrors.NoReplay(name);
        var cancelled = context.Replays.Change(name, replay => replay with { State = ReplayState.Cancelling })
            ?? throw EventBridgeErrors.ReplayHasEnded(name);
        // One that failed runs no more: started again, it ends at once.
        context.ReplayRuns.Start(name);
        call.Response.WriteString("ReplayArn", context.ReplayArn(name));
        call.Response.WriteString("State", cancelled.StateName);
        return ValueTask.CompletedTask;
    }
}
