using Amazon.EventBridge.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EventBridge;

public class AmazonEventBridgeConfig : ClientConfig
{
    private static readonly DefaultConfiguration Standard = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
    };

    public AmazonEventBridgeConfig()
        : base(new DefaultConfigurationProvider([Standard]))
    {
        // The service id drives AWS_ENDPOINT_URL_EVENTBRIDGE, the signing name is the older "events".
        ServiceId = "EventBridge";
        AuthenticationServiceName = "events";
        EndpointProvider = new EventBridgeEndpointProvider(this);
    }

    public override string RegionEndpointServiceName => "events";

    public override string ServiceVersion => "2015-10-07";

    public override string UserAgent => "onboarding-eventbridge";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
