using Amazon.Runtime.Internal;

namespace Amazon.EventBridge.Internal;

internal sealed class EventBridgeMetadata : IServiceMetadata
{
    public string ServiceId => "EventBridge";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
