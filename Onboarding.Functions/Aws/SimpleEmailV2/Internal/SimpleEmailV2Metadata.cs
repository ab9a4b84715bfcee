using Amazon.Runtime.Internal;

namespace Amazon.SimpleEmailV2.Internal;

internal sealed class SimpleEmailV2Metadata : IServiceMetadata
{
    public string ServiceId => "SESv2";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
