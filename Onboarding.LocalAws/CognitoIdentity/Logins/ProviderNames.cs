using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.CognitoIdentity.Logins;

/// <summary>
/// Names of user pools as providers: <c>cognito-idp.us-east-1.amazonaws.com/us-east-1_a1B2c3D4e</c>, as an app that was
/// written for AWS has it, and <c>127.0.0.1:4566/us-east-1_a1B2c3D4e</c>: the local issuer without its scheme, which
/// Amplify makes of a token's <c>iss</c> and a template of <c>!GetAtt Pool.ProviderName</c>.
/// </summary>
/// <param name="edgeUrl">Asked when a request needs it; the edge listens by then.</param>
internal sealed class ProviderNames(AwsScope scope, Func<Uri> edgeUrl)
{
    /// <summary>What CreateIdentityPool's page lists for SupportedLoginProviders; none of them is played.</summary>
    private static readonly string[] PublicProviders =
    [
        "accounts.google.com", "api.twitter.com", "appleid.apple.com", "graph.facebook.com", "www.amazon.com",
        "www.digits.com",
    ];

    public static bool IsPublic(string name) => PublicProviders.Contains(name);

    /// <returns>The user pool's id, whether or not there is such a pool; null for another kind of name.</returns>
    public string? UserPoolOf(string name) => name.Split('/') is [var host, { Length: > 0 } poolId]
        && (host == $"cognito-idp.{scope.Region}.amazonaws.com" || host == edgeUrl().Authority)
            ? poolId
            : null;
}
