using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Archives;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>The members of a replay, as DescribeReplay and ListReplays answer them.</summary>
internal static class ReplayMembers
{
    public static void Write(Utf8JsonWriter response, EventReplay replay, EventBridgeContext context)
    {
        response.WriteString("ReplayName", replay.Name);
        response.WriteString("EventSourceArn", context.ArchiveArn(replay.ArchiveName));
        response.WriteString("State", replay.StateName);
        response.WriteTime("EventStartTime", replay.EventStartTime);
        response.WriteTime("EventEndTime", replay.EventEndTime);
        if (replay.LastReplayedTime is { } last)
        {
            response.WriteTime("EventLastReplayedTime", last);
        }

        response.WriteTime("ReplayStartTime", replay.StartedAt);
        if (replay.EndedAt is { } ended)
        {
            response.WriteTime("ReplayEndTime", ended);
        }
    }
}
