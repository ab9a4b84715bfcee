namespace Onboarding.Functions.Users;

/// <summary><c>invitation</c> of a user who showed a code: what became of it.</summary>
internal static class InvitationMark
{
    public const string Redeemed = "redeemed";

    /// <summary>No invitation has this code, or none any more.</summary>
    public const string Unknown = "unknown";

    /// <summary>Another user has redeemed it.</summary>
    public const string Used = "used";

    public const string Expired = "expired";
}
