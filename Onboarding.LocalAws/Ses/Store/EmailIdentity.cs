namespace Onboarding.LocalAws.Ses.Store;

/// <param name="Name">An e-mail address or a domain.</param>
internal sealed record EmailIdentity(string Name, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    public bool IsDomain => !Name.Contains('@', StringComparison.Ordinal);

    /// <summary>Only then may it send, and in the sandbox receive.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>Null where the identity was verified at once.</summary>
    public VerificationLink? Link { get; init; }

    public IdentityState StateAt(DateTimeOffset now) =>
        IsVerified ? IdentityState.Verified
        : Link?.ExpiresAt > now ? IdentityState.Pending
        : IdentityState.Failed;
}

internal enum IdentityState
{
    Verified,
    Pending,

    /// <summary>The link was not opened in time.</summary>
    Failed,
}

/// <summary>What was mailed to who owns an identity. It stays good for those who open it twice.</summary>
/// <param name="Token">The proof that its bearer reads the mail of the identity.</param>
internal sealed record VerificationLink(string Token, DateTimeOffset ExpiresAt);
