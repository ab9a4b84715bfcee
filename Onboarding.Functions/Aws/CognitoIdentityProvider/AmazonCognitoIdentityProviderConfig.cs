using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider;

public class AmazonCognitoIdentityProviderConfig()
    : JsonServiceConfig("Cognito Identity Provider", signingName: "cognito-idp", hostName: "cognito-idp")
{
    public override string ServiceVersion => "2016-04-18";

    public override string UserAgent => "onboarding-cognito-idp";
}
