using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Internal;

namespace Amazon.SimpleEmailV2;

public class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    private static readonly DefaultConfiguration Standard = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
    };

    public AmazonSimpleEmailServiceV2Config()
        : base(new DefaultConfigurationProvider([Standard]))
    {
        // The service id drives AWS_ENDPOINT_URL_SESV2, the signing name is the older "ses".
        ServiceId = "SESv2";
        AuthenticationServiceName = "ses";
        EndpointProvider = new SimpleEmailV2EndpointProvider(this);
    }

    public override string RegionEndpointServiceName => "email";

    public override string ServiceVersion => "2019-09-27";

    public override string UserAgent => "onboarding-sesv2";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
