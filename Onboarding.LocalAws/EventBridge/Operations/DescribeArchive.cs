using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeArchive. Its counts are exact, while AWS's are a day behind.</summary>
internal sealed class DescribeArchive(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeArchive";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:DescribeArchive", EventBridgeResources.Archive)];

    public OperationMembers Members { get; } = new("ArchiveName");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var archive = context.RequireArchive(Names.Archive(call.Input));
        call.Response.WriteString("ArchiveArn", context.ArchiveArn(archive.Name));
        ArchiveMembers.Write(call.Response, archive, context);
        call.Response.WriteOptional("Description", archive.Description);
        call.Response.WriteOptional("EventPattern", archive.PatternText);
        return ValueTask.CompletedTask;
    }
}
