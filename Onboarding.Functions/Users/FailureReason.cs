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

    /// <summary>Every attempt ended in the dead-letter queue, or never began.</summary>
    public const string RegistrationStalled = "registration_stalled";

    /// <summary>A sentence for those who read a trace or a log.</summary>
    public static string InWords(string reason) => reason switch
    {
        EmailInvalid => "The e-mail address is not valid.",
        NameMissing => "The user has no name.",
        DomainDenied => "The domain of the e-mail address is on the list of denied domains.",
        DomainNotAllowed => "The domain of the e-mail address is not on the list of allowed domains.",
        DomainNotRegistered => "The registry does not know the domain of the e-mail address.",
        EmailTaken => "Another user has the e-mail address.",
        EmailClaimedByVerifiedUser => "Another user has proven the e-mail address, which this user had only claimed.",
        EmailClaimedByRegistration =>
            "The holder of an API key has registered the e-mail address, which this user had only claimed.",
        StorageQuotaReached => "The account has as many buckets as S3 allows it.",
        StorageNameTaken => "Another AWS account has a bucket of this name.",
        StorageRefused => "S3 refused the bucket or its policy.",
        MailRejected => "SES does not take the welcome mail.",
        MailSenderNotVerified => "The sender of the welcome mail is not verified at SES.",
        MailSuspended => "SES has suspended the account's sending.",
        MailPaused => "Sending is paused at SES.",
        MailQuotaReached => "The account's sending quota at SES is used up.",
        MailRefused => "SES refused the welcome mail.",
        RegistrationStalled => "The registration did not come to an end, however often it was driven again.",
        _ => "No explanation is known for this reason.",
    };

    /// <summary>Why a user failed whose address became that of one with a better proof.</summary>
    public static string Displaced(AddressProof winner) =>
        winner == AddressProof.Verified ? EmailClaimedByVerifiedUser : EmailClaimedByRegistration;
}
