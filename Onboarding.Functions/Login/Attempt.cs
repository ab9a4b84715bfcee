namespace Onboarding.Functions.Login;

/// <summary>An attempt to use a credential, which is null when no user has the name.</summary>
/// <param name="IsCounted">Only then may the password be looked at.</param>
internal sealed record Attempt(StoredCredential? Credential, bool IsCounted, bool IsLocked)
{
    public bool IsContended => Credential is not null && !IsCounted && !IsLocked;

    /// <summary>Never the members: this is what ends up in a log by mistake.</summary>
    public override string ToString() => nameof(Attempt);
}
