using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>StartReplay, to the bus that the archive is of: "Cross event bus replay is not permitted".</summary>
internal sealed class StartReplay(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "StartReplay";

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("events:StartReplay", EventBridgeResources.Replay),
        new("events:StartReplay", EventBridgeResources.Source),
    ];

    public OperationMembers Members { get; } = new(
        "ReplayName", "Description", "EventSourceArn", "EventStartTime", "EventEndTime", "Destination");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var replay = Read(call.Input);
        var (exists, tooMany) = context.Replays.Add(replay);
        if (exists)
        {
            throw EventBridgeErrors.ReplayExists(replay.Name);
        }

        if (tooMany)
        {
            throw EventBridgeErrors.TooMany();
        }

        context.ReplayRuns.Start(replay.Name);
        var response = call.Response;
        response.WriteString("ReplayArn", context.ReplayArn(replay.Name));
        response.WriteString("State", replay.StateName);
        response.WriteTime("ReplayStartTime", replay.StartedAt);
        return ValueTask.CompletedTask;
    }

    private EventReplay Read(RequestMembers input)
    {
        var name = Names.Replay(input);
        var description = Names.Description(input);
        var source = input.RequiredText("EventSourceArn");
        var start = input.Timestamp("EventStartTime") ?? throw EventBridgeErrors.Missing("eventStartTime");
        var end = input.Timestamp("EventEndTime") ?? throw EventBridgeErrors.Missing("eventEndTime");
        var destination = input.Object("Destination") ?? throw EventBridgeErrors.Missing("destination");
        var bus = context.RequireBus(context.BusName(destination.RequiredText("Arn", "destination.arn"))).Name;
        var prefix = context.ArchiveArn("");
        var archive = context.RequireArchive(source.StartsWith(prefix, StringComparison.Ordinal)
            ? source[prefix.Length..]
            : throw EventBridgeErrors.InvalidParameter(
                "EventSourceArn", "Must contain an archive ARN."));
        if (archive.Bus != bus)
        {
            throw EventBridgeErrors.InvalidParameter("Destination.Arn", "Cross event bus replay is not permitted.");
        }

        if (start >= end)
        {
            throw EventBridgeErrors.InvalidParameter(
                "EventEndTime", "EventStartTime must be before EventEndTime.");
        }

        return new EventReplay
        {
            Name = name,
            Description = description,
            ArchiveName = archive.Name,
            ArchiveId = archive.Id,
            Bus = bus,
            FilterArns = destination.Texts("FilterArns") ?? [],
            EventStartTime = start,
            EventEndTime = end,
            StartedAt = context.Time.GetUtcNow(),
        };
    }
}
