using Amazon.EventBridge.Internal;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.EventBridge;

public class AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig config)
    : JsonServiceClient(credentials, config), IAmazonEventBridge
{
    public virtual Task<PutEventsResponse> PutEventsAsync(
        PutEventsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PutEventsResponse>(
            request,
            PutEventsRequestMarshaller.Instance,
            PutEventsResponseUnmarshaller.Instance,
            cancellationToken);
}
