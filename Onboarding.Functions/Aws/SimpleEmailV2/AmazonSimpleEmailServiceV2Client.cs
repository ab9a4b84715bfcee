using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Internal;
using Amazon.SimpleEmailV2.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SimpleEmailV2;

/// <summary>
/// The client on AWSSDK.Core's own pipeline: credentials, signing, retries and endpoints are the SDK's.
/// </summary>
public class AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config config)
    : AmazonServiceClient(credentials, config), IAmazonSimpleEmailServiceV2
{
    private static readonly ServiceMetadata Metadata = new("SESv2");

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

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServiceClientPipeline.Customize(pipeline);
}
