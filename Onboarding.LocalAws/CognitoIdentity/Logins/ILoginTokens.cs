namespace Onboarding.LocalAws.CognitoIdentity.Logins;

/// <summary>Reads and verifies what people sign in with: ID tokens of the user pools of this host.</summary>
internal interface ILoginTokens
{
    LoginToken Verify(string token);
}

/// <summary>What became of a token.</summary>
internal abstract record LoginToken
{
    internal sealed record Valid(string UserPoolId, string ClientId, string Sub) : LoginToken;

    /// <summary>It is no JSON Web Token.</summary>
    internal sealed record Unreadable : LoginToken;

    /// <summary>A claim is missing that every ID token has; an access token has no <c>aud</c>.</summary>
    internal sealed record WithoutClaim(string Name) : LoginToken;

    /// <summary>No user pool of this host signed it.</summary>
    internal sealed record Forged : LoginToken;

    internal sealed record Expired(DateTimeOffset At, DateTimeOffset Now) : LoginToken;
}
