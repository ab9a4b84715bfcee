using System.Collections.Immutable;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// The states that are reachable here:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html.
/// The numbers are in journals, so a new member comes last.
/// </summary>
internal enum UserStatus
{
    Unconfirmed,
    Confirmed,
    ResetRequired,
    ForceChangePassword,
}

/// <summary>One user of a pool. Immutable: a change makes the next one.</summary>
internal sealed record User
{
    /// <summary>What USER_ID_FOR_SRP says, and what the password's verifier was made with.</summary>
    public required string Username { get; init; }

    public static ImmutableSortedDictionary<string, string> NoAttributes { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>By name, <c>sub</c> and <c>email_verified</c> included.</summary>
    public required ImmutableSortedDictionary<string, string> Attributes { get; init; }

    public required UserStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>Null for a user who has none yet: every sign-in with a password fails.</summary>
    public PasswordRecord? Password { get; init; }

    /// <summary>When the password that an administrator gave stops working; null for the user's own.</summary>
    public DateTimeOffset? TemporaryPasswordExpiresAt { get; init; }

    public VerificationCode? SignUpCode { get; init; }

    public VerificationCode? ResetCode { get; init; }

    public VerificationCode? EmailCode { get; init; }

    public SignInFailures Failures { get; init; } = SignInFailures.None;

    public string Sub => Attributes["sub"];

    public string? Email => Attributes.GetValueOrDefault("email");

    public bool IsEmailVerified => Attributes.GetValueOrDefault("email_verified") == "true";

    public User With(string attribute, string value) => this with { Attributes = Attributes.SetItem(attribute, value) };
}

/// <summary>All that is kept of a password.</summary>
/// <param name="SrpVerifier">g^x mod N, big-endian.</param>
/// <param name="Hash">PBKDF2-HMAC-SHA512 of the password with <paramref name="HashSalt"/>.</param>
internal sealed record PasswordRecord(
    byte[] SrpSalt, byte[] SrpVerifier, byte[] HashSalt, byte[] Hash, int Iterations);

/// <summary>
/// Failed sign-ins in a row. After five, the next one is refused for 2^(n−5) seconds, at most 15 minutes; fifteen quiet
/// minutes or a success forget them:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html (Lockout behavior).
/// </summary>
internal sealed record SignInFailures(int Count, DateTimeOffset LastAt)
{
    private const int FreeCount = 5;

    private static readonly TimeSpan LockedMax = TimeSpan.FromMinutes(15);

    public static SignInFailures None { get; } = new(0, DateTimeOffset.MinValue);

    public bool IsLocked(DateTimeOffset now) => Count >= FreeCount && now < LastAt + LockedFor;

    public SignInFailures Add(DateTimeOffset now) =>
        now - LastAt >= LockedMax ? new SignInFailures(1, now) : new SignInFailures(Count + 1, now);

    private TimeSpan LockedFor =>
        TimeSpan.FromSeconds(Math.Min(LockedMax.TotalSeconds, Math.Pow(2, Count - FreeCount)));
}
