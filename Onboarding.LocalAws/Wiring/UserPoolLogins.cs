using System.Diagnostics;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.CognitoIdentity.Logins;

namespace Onboarding.LocalAws.Wiring;

/// <summary>People sign in to identity pools with what user pools issued to them.</summary>
internal sealed class UserPoolLogins(IdTokens idTokens) : ILoginTokens
{
    public LoginToken Verify(string token) => idTokens.Check(token) switch
    {
        IdTokenCheck.Valid valid => new LoginToken.Valid(valid.PoolId, valid.ClientId, valid.Sub),
        IdTokenCheck.Unreadable => new LoginToken.Unreadable(),
        IdTokenCheck.WithoutClaim without => new LoginToken.WithoutClaim(without.Name),
        IdTokenCheck.Forged => new LoginToken.Forged(),
        IdTokenCheck.Expired expired => new LoginToken.Expired(expired.At, expired.Now),
        _ => throw new UnreachableException(),
    };
}
