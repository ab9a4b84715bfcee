using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.EventBridge;

public class AmazonEventBridgeConfig : ClientConfig
{
    public AmazonEventBridgeConfig()
        : base(StandardDefaults.Provider)
    {
        // The service id drives AWS_ENDPOINT_URL_EVENTBRIDGE, the signing name is the older "events".
        ServiceId = "EventBridge";
        AuthenticationServiceName = "events";
        EndpointProvider = new RegionalEndpoint(this, "events");
    }

    public override string RegionEndpointServiceName => "events";

    public override string ServiceVersion => "2015-10-07";

    public override string UserAgent => "onboarding-eventbridge";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
