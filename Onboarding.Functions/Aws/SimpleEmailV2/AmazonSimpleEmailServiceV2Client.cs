using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Internal;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2;

/// <summary>
/// The client on AWSSDK.Core's own pipeline: credentials, signing, retries and endpoints are the SDK's.
/// </summary>
public class AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config config)
    : AmazonServiceClient(credentials, config), IAmazonSimpleEmailServiceV2
{
    private static readonly SimpleEmailV2Metadata Metadata = new();

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<SendEmailResponse> SendEmailAsync(
        SendEmailRequest request, CancellationToken cancellationToken = default)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = SendEmailRequestMarshaller.Instance,
            ResponseUnmarshaller = SendEmailResponseUnmarshaller.Instance,
        };
        return InvokeAsync<SendEmailResponse>(request, options, cancellationToken);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The generic resolver knows no endpoint rules; ours asks the configuration's provider.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SimpleEmailV2EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SimpleEmailV2AuthSchemeHandler());
    }
}
