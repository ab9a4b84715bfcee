using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeReplay.</summary>
internal sealed class DescribeReplay(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeReplay";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DescribeReplay", EventBridgeResources.Replay)];

    public OperationMembers Members { get; } = new("ReplayName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = Names.Replay(call.Input);
        var replay = context.Replays.Find(name) ?? throw EventBridgeErrors.NoReplay(name);
        var response = call.Response;
        response.WriteString("ReplayArn", context.ReplayArn(name));
        ReplayMembers.Write(response, replay, context);
        response.WriteOptional("Description", replay.Description);
        response.WriteStartObject("Destination");
        response.WriteString("Arn", context.BusArn(replay.Bus));
        if (replay.FilterArns.Count > 0)
        {
            response.WriteStartArray("FilterArns");
            foreach (var arn in replay.FilterArns)
            {
                response.WriteStringValue(arn);
            }

            response.WriteEndArray();
        }

        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }
}
