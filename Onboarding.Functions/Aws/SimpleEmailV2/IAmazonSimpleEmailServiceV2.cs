using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2;

/// <summary>
/// Amazon SES v2, as far as this project calls it; names and shapes are those of the package AWSSDK.SimpleEmailV2
/// (https://docs.aws.amazon.com/ses/latest/APIReference-V2/Welcome.html).
/// </summary>
public interface IAmazonSimpleEmailServiceV2 : IDisposable
{
    Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);
}
