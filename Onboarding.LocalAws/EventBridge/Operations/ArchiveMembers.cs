using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>What the operations of archives read and answer, and the rule that fills one.</summary>
internal static class ArchiveMembers
{
    /// <summary>The one state in which archives are here: they are there at once.</summary>
    public const string State = "ENABLED";

    private const string Manager = "prod.vhs.events.aws.internal";

    public static int? RetentionDays(RequestMembers input) => input.Integer("RetentionDays") is { } days
        ? days >= 0
            ? days
            : throw EventBridgeErrors.Constraint(
                days, "retentionDays", "Member must have value greater than or equal to 0")
        : null;

    /// <summary>Without a text, as some clients send it, it takes every event.</summary>
    public static string? PatternText(RequestMembers input, string archive)
    {
        var text = input.Text("EventPattern");
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        PutRule.Compile(text, archive);
        return text;
    }

    /// <summary>
    /// As DescribeRule shows an archive's in AWS: what a replay brings is not archived again
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html).
    /// </summary>
    public static EventRule RuleOf(EventArchive archive, EventBridgeContext context)
    {
        var pattern = archive.PatternText is { } text ? (JsonObject)JsonNode.Parse(text)! : [];
        pattern["replay-name"] = new JsonArray(new JsonObject { ["exists"] = false });
        return new EventRule
        {
            Bus = archive.Bus,
            Name = archive.RuleName,
            Arn = context.RuleArn(archive.Bus, archive.RuleName),
            Pattern = RulePattern.Parse(pattern.ToJsonString()),
            ManagedBy = Manager,
            Targets =
            [
                new EventTarget { Id = archive.RuleName, Arn = $"arn:aws:events:{context.Scope.Region}:::" },
            ],
        };
    }

    /// <summary>What CreateArchive and UpdateArchive answer.</summary>
    public static void WriteStored(Utf8JsonWriter response, EventArchive archive, EventBridgeContext context)
    {
        response.WriteString("ArchiveArn", context.ArchiveArn(archive.Name));
        response.WriteString("State", State);
        response.WriteTime("CreationTime", archive.CreatedAt);
    }

    /// <summary>What ListArchives and DescribeArchive answer.</summary>
    public static void Write(Utf8JsonWriter response, EventArchive archive, EventBridgeContext context)
    {
        var (count, sizeBytes) = context.Archived.SizeOf(archive);
        response.WriteString("ArchiveName", archive.Name);
        response.WriteString("EventSourceArn", context.BusArn(archive.Bus));
        response.WriteString("State", State);
        response.WriteNumber("RetentionDays", archive.RetentionDays);
        response.WriteNumber("SizeBytes", sizeBytes);
        response.WriteNumber("EventCount", count);
        response.WriteTime("CreationTime", archive.CreatedAt);
    }
}
