using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>TagResource of rules and buses; a tag whose key is there is replaced.</summary>
internal sealed class TagResource(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "TagResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:TagResource", EventBridgeResources.Tagged)];

    public OperationMembers Members { get; } = new("ResourceARN", "Tags");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var resource = TaggedResource.Of(call.Input.RequiredText("ResourceARN", "resourceARN"), context);
        if (!call.Input.Has("Tags"))
        {
            throw EventBridgeErrors.Missing("tags");
        }

        var added = TagList.Read(call.Input);
        resource.Change(tags => TagList.Merge(tags, added));
        return ValueTask.CompletedTask;
    }
}
