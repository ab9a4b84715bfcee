using Amazon.Runtime;
using Amazon.SimpleEmailV2.Internal;
using Amazon.SimpleEmailV2.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SimpleEmailV2;

public class AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config config)
    : JsonServiceClient(credentials, config), IAmazonSimpleEmailServiceV2
{
    public virtual Task<SendEmailResponse> SendEmailAsync(
        SendEmailRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendEmailResponse>(
            request,
            SendEmailRequestMarshaller.Instance,
            SendEmailResponseUnmarshaller.Instance,
            cancellationToken);
}
