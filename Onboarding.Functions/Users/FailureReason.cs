namespace Onboarding.Functions.Users;

/// <summary>Why a registration failed: part of the public answer, so a value never changes.</summary>
internal static class FailureReason
{
    public const string EmailInvalid = "email_invalid";
    public const string NameMissing = "name_missing";
    public const string DomainDenied = "domain_denied";
    public const string DomainNotAllowed = "domain_not_allowed";
    public const string DomainNotRegistered = "domain_not_registered";

    /// <summary>Somebody else has registered the e-mail of a user whom the identity provider knows already.</summary>
    public const string EmailTaken = "email_taken";
}
