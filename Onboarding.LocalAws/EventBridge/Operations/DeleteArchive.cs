using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DeleteArchive, with its events and the rule that fills it.</summary>
internal sealed class DeleteArchive(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteArchive";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DeleteArchive", EventBridgeResources.Archive)];

    public OperationMembers Members { get; } = new("ArchiveName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var archive = context.RequireArchive(Names.Archive(call.Input));
        if (context.Store.DeleteArchive(archive.Name) == StoreOutcome.NoArchive)
        {
            throw EventBridgeErrors.NoArchive(archive.Name);
        }

        context.Archived.Drop(archive.Id);
        return ValueTask.CompletedTask;
    }
}
