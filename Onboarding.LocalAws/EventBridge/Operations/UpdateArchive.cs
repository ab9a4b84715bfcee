using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// UpdateArchive. What is not given stays (inferred). An archive that is not there is AWS's internal error, which
/// clients retry; here it is the ResourceNotFoundException of API_UpdateArchive.
/// </summary>
internal sealed class UpdateArchive(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateArchive";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:UpdateArchive", EventBridgeResources.Archive)];

    public OperationMembers Members { get; } =
        new("ArchiveName", "Description", "EventPattern", "RetentionDays") { Refused = ["KmsKeyIdentifier"] };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var name = Names.Archive(input);
        var description = Names.Description(input);
        var days = ArchiveMembers.RetentionDays(input);
        var pattern = ArchiveMembers.PatternText(input, name);
        var known = context.RequireArchive(name);
        var outcome = context.Store.ChangeArchive(name, archive =>
        {
            var next = archive with
            {
                Description = description ?? archive.Description,
                PatternText = pattern ?? archive.PatternText,
                RetentionDays = days ?? archive.RetentionDays,
            };
            return (next, ArchiveMembers.RuleOf(next, context));
        });
        if (outcome == StoreOutcome.NoArchive)
        {
            throw EventBridgeErrors.NoArchive(name);
        }

        EventBridgeContext.Check(outcome, known.Bus, known.RuleName);
        ArchiveMembers.WriteStored(call.Response, known, context);
        return ValueTask.CompletedTask;
    }
}
