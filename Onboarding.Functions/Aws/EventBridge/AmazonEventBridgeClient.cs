using Amazon.EventBridge.Internal;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.EventBridge;

/// <summary>
/// The client on AWSSDK.Core's own pipeline: credentials, signing, retries and endpoints are the SDK's.
/// </summary>
public class AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig config)
    : AmazonServiceClient(credentials, config), IAmazonEventBridge
{
    private static readonly EventBridgeMetadata Metadata = new();

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

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The generic resolver knows no endpoint rules; ours asks the configuration's provider.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EventBridgeEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new EventBridgeAuthSchemeHandler());
    }
}
