using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;

namespace Onboarding.LocalAws.Cognito.SignIn;

/// <summary>Where a right password leads.</summary>
internal abstract record SignInResult
{
    internal sealed record SignedIn(IssuedTokens Tokens) : SignInResult;

    /// <summary>The password is an administrator's: the user chooses one first.</summary>
    /// <param name="Missing">Required attributes that the user still has to give.</param>
    internal sealed record NewPasswordRequired(string SessionKey, User User, IReadOnlyList<string> Missing)
        : SignInResult;

    /// <summary>The client proves by SRP that it knows the password.</summary>
    internal sealed record PasswordVerifier(string SecretBlock, string Salt, string ServerPublic, string UserId)
        : SignInResult;
}
