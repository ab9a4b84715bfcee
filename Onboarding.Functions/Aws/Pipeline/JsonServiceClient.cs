using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>
/// A client on AWSSDK.Core's own pipeline: credentials, signing, retries and transport are the SDK's; the endpoint is
/// that of its configuration.
/// </summary>
public abstract class JsonServiceClient : AmazonServiceClient
{
    /// <summary>Credentials and region come from wherever the SDK finds them: variables, profiles, roles.</summary>
    protected JsonServiceClient(JsonServiceConfig config)
        : base(config)
    {
    }

    protected JsonServiceClient(AWSCredentials credentials, JsonServiceConfig config)
        : base(credentials, config)
    {
    }

    /// <summary>Asked for while the base class is made, when nothing but the configuration is there.</summary>
    protected override IServiceMetadata ServiceMetadata => ((JsonServiceConfig)Config).Metadata;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServiceClientPipeline.Customize(pipeline);

    protected Task<TResponse> CallAsync<TResponse>(
        AmazonWebServiceRequest request,
        IMarshaller<IRequest, AmazonWebServiceRequest> marshaller,
        JsonResponseUnmarshaller unmarshaller,
        CancellationToken stop)
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
