using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>UntagResource; a key that is not there is gone already.</summary>
internal sealed class UntagResource(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UntagResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("events:UntagResource", EventBridgeResources.Tagged)];

    public OperationMembers Members { get; } = new("ResourceARN", "TagKeys");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var resource = TaggedResource.Of(call.Input.RequiredText("ResourceARN", "resourceARN"), context);
        var keys = call.Input.Texts("TagKeys") ?? throw EventBridgeErrors.Missing("tagKeys");
        resource.Change(tags => [.. tags.Where(tag => !keys.Contains(tag.Key))]);
        return ValueTask.CompletedTask;
    }
}
