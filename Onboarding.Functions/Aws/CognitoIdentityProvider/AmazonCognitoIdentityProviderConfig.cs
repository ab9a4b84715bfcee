using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider;

public class AmazonCognitoIdentityProviderConfig : ClientConfig
{
    public AmazonCognitoIdentityProviderConfig()
        : base(StandardDefaults.Provider)
    {
        // The service id drives AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER; signing and host name say "cognito-idp".
        ServiceId = "Cognito Identity Provider";
        AuthenticationServiceName = "cognito-idp";
        EndpointProvider = new RegionalEndpoint(this, "cognito-idp");
    }

    public override string RegionEndpointServiceName => "cognito-idp";

    public override string ServiceVersion => "2016-04-18";

    public override string UserAgent => "onboarding-cognito-idp";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
