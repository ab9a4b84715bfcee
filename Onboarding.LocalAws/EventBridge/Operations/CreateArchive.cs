using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>CreateArchive, with the rule that fills it. Keys are refused.</summary>
internal sealed class CreateArchive(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    private const string SourcePattern = @"^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$";

    public string Name => "CreateArchive";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:CreateArchive", EventBridgeResources.Archive)];

    public OperationMembers Members { get; } =
        new("ArchiveName", "EventSourceArn", "Description", "EventPattern", "RetentionDays")
        {
            Refused = ["KmsKeyIdentifier"],
        };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var name = Names.Archive(input);
        var archive = new EventArchive
        {
            Name = name,
            Id = context.Random.NextGuid().ToString(),
            Bus = SourceBus(input),
            Description = Names.Description(input),
            PatternText = ArchiveMembers.PatternText(input, name),
            RetentionDays = ArchiveMembers.RetentionDays(input) ?? 0,
            CreatedAt = context.Time.GetUtcNow(),
        };
        var rule = ArchiveMembers.RuleOf(archive, context);
        var outcome = context.Store.AddArchive(archive, rule);
        if (outcome == StoreOutcome.AlreadyExists)
        {
            throw EventBridgeErrors.ArchiveExists(name);
        }

        EventBridgeContext.Check(outcome, archive.Bus, rule.Name);
        ArchiveMembers.WriteStored(call.Response, archive, context);
        return ValueTask.CompletedTask;
    }

    /// <summary>A bus of another account or region does not exist here, which AWS says, too (recorded).</summary>
    private string SourceBus(RequestMembers input)
    {
        var arn = input.RequiredText("EventSourceArn");
        if (TargetArn.KindOf(arn) != TargetKind.Bus)
        {
            throw EventBridgeErrors.Constraint(
                arn, "eventSourceArn", $"Member must satisfy regular expression pattern: {SourcePattern}");
        }

        var bus = TargetArn.BusOf(arn);
        return arn == context.BusArn(bus) ? context.RequireBus(bus).Name : throw EventBridgeErrors.NoBus(bus);
    }
}
