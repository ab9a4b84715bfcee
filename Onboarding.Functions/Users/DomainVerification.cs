namespace Onboarding.Functions.Users;

/// <summary>
/// What is known of a user's e-mail domain: <c>domain.verification</c> of the item, and part of the public answer.
/// </summary>
internal static class DomainVerification
{
    public const string Verified = "verified";

    /// <summary>
    /// Found out after the user was completed, when a registry could be asked again. Before, the user fails.
    /// </summary>
    public const string NotRegistered = "not_registered";

    /// <summary>No registry could be asked: docs/adr/0017-an-outage-of-rdap-does-not-block-onboarding.md.</summary>
    public const string Unverified = "unverified";
}
