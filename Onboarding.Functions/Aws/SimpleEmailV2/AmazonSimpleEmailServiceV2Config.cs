using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SimpleEmailV2;

public class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    public AmazonSimpleEmailServiceV2Config()
        : base(StandardDefaults.Provider)
    {
        // The service id drives AWS_ENDPOINT_URL_SESV2, the signing name is the older "ses".
        ServiceId = "SESv2";
        AuthenticationServiceName = "ses";
        EndpointProvider = new RegionalEndpoint(this, "email");
    }

    public override string RegionEndpointServiceName => "email";

    public override string ServiceVersion => "2019-09-27";

    public override string UserAgent => "onboarding-sesv2";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
