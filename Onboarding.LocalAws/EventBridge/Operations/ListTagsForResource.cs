using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListTagsForResource.</summary>
internal sealed class ListTagsForResource(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListTagsForResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:ListTagsForResource", EventBridgeResources.Tagged)];

    public OperationMembers Members { get; } = new("ResourceARN");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var resource = TaggedResource.Of(call.Input.RequiredText("ResourceARN", "resourceARN"), context);
        TagList.Write(call.Response, resource.Tags);
        return ValueTask.CompletedTask;
    }
}
