namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// One sign-in: everything that was issued for it ends with it. It is kept until its refresh token expires, revoked or
/// not, so that a revoked token can be told from an unknown one.
/// </summary>
internal sealed record Session
{
    /// <summary>The claim <c>event_id</c> of every token of this sign-in.</summary>
    public required string Id { get; init; }

    /// <summary>The claim <c>origin_jti</c>.</summary>
    public required string OriginId { get; init; }

    public required string Sub { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 of the refresh token in hex.</summary>
    public required string RefreshHash { get; init; }

    /// <summary>The refresh token before the last rotation, and until when it is still good.</summary>
    public string? RotatedHash { get; init; }

    public DateTimeOffset RotatedGoodUntil { get; init; }

    public bool IsRevoked { get; init; }
}
