using Amazon.CognitoIdentityProvider;
using Amazon.Runtime;

namespace Onboarding.AppHost.Users;

/// <summary>Cognito where the user pool is.</summary>
internal static class CognitoAt
{
    /// <summary>AWS, wherever the SDK's own settings point: variables, profiles, roles.</summary>
    public static AmazonCognitoIdentityProviderClient Aws() => new();

    /// <summary>
    /// A stack on this machine, with its root credentials: those of the environment may be of a real account.
    /// </summary>
    public static AmazonCognitoIdentityProviderClient Local(Uri endpoint, string region) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonCognitoIdentityProviderConfig
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = region,
            // No retry: a local stack that does not answer is not running, and the command should say so at once.
            MaxErrorRetry = 0,
        });
}
