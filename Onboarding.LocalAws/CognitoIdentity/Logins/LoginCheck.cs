using System.Diagnostics;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.CognitoIdentity.Logins;

/// <summary>Says who signed in, by the member Logins: a map from a provider's name to its token.</summary>
internal sealed class LoginCheck(ILoginTokens tokens, ProviderNames names)
{
    private const string DeveloperProvider = "cognito-identity.amazonaws.com";

    /// <returns>Null where there is no login.</returns>
    /// <exception cref="AwsException">The login is not good for this pool.</exception>
    public Login? Check(IdentityPool pool, IReadOnlyDictionary<string, string> logins, string operation)
    {
        if (logins.Count == 0)
        {
            return null;
        }

        if (logins.Count > 1)
        {
            throw CognitoIdentityErrors.UnsupportedFeature(operation, "Logins with more than one provider");
        }

        var (name, token) = logins.Single();
        if (name == DeveloperProvider)
        {
            throw CognitoIdentityErrors.UnsupportedFeature(operation, "developer authenticated identities");
        }

        var userPoolId = names.UserPoolOf(name);
        if (userPoolId is null && !ProviderNames.IsPublic(name))
        {
            throw CognitoIdentityErrors.NoProvider();
        }

        if (pool.Providers.Count == 0)
        {
            throw CognitoIdentityErrors.NoProviderConfigured(pool.Id);
        }

        return userPoolId is null
            ? throw CognitoIdentityErrors.ProviderNotSupported()
            : Check(pool, userPoolId, tokens.Verify(token));
    }

    private static Login Check(IdentityPool pool, string userPoolId, LoginToken token)
    {
        var valid = token switch
        {
            LoginToken.Valid good => good,
            LoginToken.Unreadable =>
                throw CognitoIdentityErrors.InvalidLogin("Not a valid OpenId Connect identity token."),
            LoginToken.WithoutClaim without =>
                throw CognitoIdentityErrors.InvalidLogin($"Missing a required claim: {without.Name}"),
            LoginToken.Forged => throw CognitoIdentityErrors.InvalidLogin("Couldn't verify signed token."),
            LoginToken.Expired expired => throw CognitoIdentityErrors.InvalidLogin(
                $"Token expired: {expired.Now.ToUnixTimeSeconds()} >= {expired.At.ToUnixTimeSeconds()}"),
            _ => throw new UnreachableException(),
        };
        if (valid.UserPoolId != userPoolId)
        {
            throw CognitoIdentityErrors.InvalidLogin("Issuer doesn't match providerName");
        }

        return pool.Providers.Any(p => p.UserPoolId == userPoolId && p.ClientId == valid.ClientId)
            ? new Login(userPoolId, valid.Sub)
            : throw CognitoIdentityErrors.ProviderNotSupported();
    }
}
