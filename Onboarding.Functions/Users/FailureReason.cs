namespace Onboarding.Functions.Enrich;

/// <summary>Why a registration failed: part of the public answer, so a value never changes.</summary>
internal static class FailureReason
{
    public const string EmailInvalid = "email_invalid";
    public const string NameMissing = "name_missing";
    public const string DomainDenied = "domain_denied";
    public const string DomainNotAllowed = "domain_not_allowed";
    public const string DomainNotRegistered = "domain_not_registered";
}
