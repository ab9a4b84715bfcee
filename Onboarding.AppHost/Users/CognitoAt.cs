using Amazon.CognitoIdentityProvider;
using Amazon.Runtime;

namespace Onboarding.AppHost.Users;

/// <summary>Cognito where the user pool is.</summary>
internal static class CognitoAt
{
    private const string Region = "us-east-1";

    /// <summary>AWS, wherever the SDK's own settings point: variables, profiles, roles.</summary>
    public static AmazonCognitoIdentityProviderClient Aws() => new();

    /// <summary>
    /// A stack on this machine, with its root credentials: those of the environment may well be somebody's real ones.
    /// </summary>
    public static AmazonCognitoIdentityProviderClient Local(Uri endpoint) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonCognitoIdentityProviderConfig
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = Region,
            // Who is not there now will not be there in a second, and whoever typed the command waits.
            MaxErrorRetry = 0,
        });
}
