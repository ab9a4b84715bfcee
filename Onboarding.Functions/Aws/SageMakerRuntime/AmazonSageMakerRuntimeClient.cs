using Amazon.Runtime;
using Amazon.SageMakerRuntime.Internal;
using Amazon.SageMakerRuntime.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SageMakerRuntime;

public class AmazonSageMakerRuntimeClient(AWSCredentials credentials, AmazonSageMakerRuntimeConfig config)
    : JsonServiceClient(credentials, config), IAmazonSageMakerRuntime
{
    public virtual Task<InvokeEndpointResponse> InvokeEndpointAsync(
        InvokeEndpointRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<InvokeEndpointResponse>(
            request,
            InvokeEndpointRequestMarshaller.Instance,
            InvokeEndpointResponseUnmarshaller.Instance,
            cancellationToken);
}
