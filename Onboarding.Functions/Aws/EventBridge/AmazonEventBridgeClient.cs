using Amazon.EventBridge.Internal;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.EventBridge;

/// <summary>
/// The client on AWSSDK.Core's own pipeline: credentials, signing, retries and endpoints are the SDK's.
/// </summary>
public class AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig config)
    : AmazonServiceClient(credentials, config), IAmazonEventBridge
{
    private static readonly ServiceMetadata Metadata = new("EventBridge");

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<PutEventsResponse> PutEventsAsync(
        PutEventsRequest request, CancellationToken cancellationToken = default)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = PutEventsRequestMarshaller.Instance,
            ResponseUnmarshaller = PutEventsResponseUnmarshaller.Instance,
        };
        return InvokeAsync<PutEventsResponse>(request, options, cancellationToken);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServiceClientPipeline.Customize(pipeline);
}
