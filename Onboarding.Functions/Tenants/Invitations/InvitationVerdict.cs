using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tenants.Invitations;

/// <summary>What an invitation code is worth to the user who shows it.</summary>
internal abstract record InvitationVerdict
{
    /// <summary>The user showed none.</summary>
    public sealed record NotInvited : InvitationVerdict;

    /// <param name="CodeHash">The invitation to redeem.</param>
    public sealed record Invited(string CodeHash, string TenantId) : InvitationVerdict;

    /// <param name="Reason">An <see cref="InvitationMark"/>.</param>
    public sealed record Refused(string Reason) : InvitationVerdict;
}
