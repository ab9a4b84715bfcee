namespace Onboarding.LocalAws.Cognito;

/// <summary>What tests may turn down; there is no way to do so from outside.</summary>
internal sealed record CognitoOptions
{
    /// <summary>OWASP's number for PBKDF2-HMAC-SHA512.</summary>
    public int PasswordIterations { get; init; } = 210_000;
}
