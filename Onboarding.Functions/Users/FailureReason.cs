namespace Onboarding.Functions.Users;

/// <summary>Why a registration failed: part of the public answer, so a value never changes.</summary>
internal static class FailureReason
{
    public const string EmailInvalid = "email_invalid";
    public const string NameMissing = "name_missing";
    public const string DomainDenied = "domain_denied";
    public const string DomainNotAllowed = "domain_not_allowed";
    public const string DomainNotRegistered = "domain_not_registered";

    /// <summary>Another user has the e-mail of this user, whom the identity provider has confirmed.</summary>
    public const string EmailTaken = "email_taken";

    /// <summary>Another user has proven the e-mail, which this user had only claimed.</summary>
    public const string EmailClaimedByVerifiedUser = "email_claimed_by_verified_user";

    /// <summary>
    /// The holder of an API key has registered the e-mail, which this user had only claimed, before the user was
    /// completed.
    /// </summary>
    public const string EmailClaimedByRegistration = "email_claimed_by_registration";

    /// <summary>The account has as many buckets as S3 allows it.</summary>
    public const string StorageQuotaReached = "storage_quota_reached";

    /// <summary>Another AWS account has a bucket of that name.</summary>
    public const string StorageNameTaken = "storage_name_taken";

    public const string StorageRefused = "storage_refused";

    /// <summary>SES does not take this message: its content, or in the sandbox its recipient.</summary>
    public const string MailRejected = "mail_rejected";

    public const string MailSenderNotVerified = "mail_sender_not_verified";
    public const string MailSuspended = "mail_suspended";
    public const string MailPaused = "mail_paused";
    public const string MailQuotaReached = "mail_quota_reached";
    public const string MailRefused = "mail_refused";

    /// <summary>Why a user failed whose address became that of one with a better proof.</summary>
    public static string Displaced(AddressProof winner) =>
        winner == AddressProof.Verified ? EmailClaimedByVerifiedUser : EmailClaimedByRegistration;
}
