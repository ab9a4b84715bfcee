using System.Collections.Frozen;
using Amazon.Runtime;
using Amazon.S3;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Provision;

/// <summary>
/// Why a step did not succeed. Permanent is what the service has understood and refused for a reason that stays until
/// a person acts: trying again within the mapping's retries only keeps the users behind it waiting. All else, every
/// unknown code included, is taken for passing: the record is delivered again and in the end dead-lettered.
/// </summary>
/// <param name="Code">The service's error code, or the type of the exception.</param>
/// <param name="Reason">A <see cref="FailureReason"/> when the fault is permanent.</param>
internal sealed record StepFault(string Code, string? Reason)
{
    /// <summary>
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. Not here, since they pass: SlowDown,
    /// OperationAborted, RequestTimeout, NoSuchBucket (a new bucket that is not known everywhere yet), and everything
    /// about signatures and clocks.
    /// </summary>
    private static readonly FrozenDictionary<string, string> OfS3 = new Dictionary<string, string>
    {
        ["TooManyBuckets"] = FailureReason.StorageQuotaReached,
        // Names are global: another account has it. BucketAlreadyOwnedByYou is success (UserBucket).
        ["BucketAlreadyExists"] = FailureReason.StorageNameTaken,
        ["AccessDenied"] = FailureReason.StorageRefused,
        ["AllAccessDisabled"] = FailureReason.StorageRefused,
        ["AccountProblem"] = FailureReason.StorageRefused,
        ["NotSignedUp"] = FailureReason.StorageRefused,
        ["InvalidBucketName"] = FailureReason.StorageRefused,
        ["InvalidLocationConstraint"] = FailureReason.StorageRefused,
        ["IllegalLocationConstraintException"] = FailureReason.StorageRefused,
        ["MalformedPolicy"] = FailureReason.StorageRefused,
        ["InvalidPolicyDocument"] = FailureReason.StorageRefused,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors. Not here, since
    /// it passes: TooManyRequestsException (the sending rate).
    /// </summary>
    private static readonly FrozenDictionary<string, string> OfSes = new Dictionary<string, string>
    {
        ["MessageRejected"] = FailureReason.MailRejected,
        ["MailFromDomainNotVerifiedException"] = FailureReason.MailSenderNotVerified,
        ["AccountSuspendedException"] = FailureReason.MailSuspended,
        ["SendingPausedException"] = FailureReason.MailPaused,
        ["LimitExceededException"] = FailureReason.MailQuotaReached,
        ["BadRequestException"] = FailureReason.MailRefused,
        ["NotFoundException"] = FailureReason.MailRefused,
        ["AccessDeniedException"] = FailureReason.MailRefused,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static StepFault Of(Exception exception) => exception switch
    {
        AmazonS3Exception s3 => Of(s3, s3.ErrorCode, OfS3),
        WelcomeMailNotSentException mail => Of(mail, mail.Code, OfSes),
        AmazonServiceException other => Of(other, other.ErrorCode, FrozenDictionary<string, string>.Empty),
        _ => new StepFault(exception.GetType().Name, null),
    };

    /// <summary>A proxy's answer, for example, has no code.</summary>
    private static StepFault Of(Exception exception, string? code, FrozenDictionary<string, string> reasons) =>
        string.IsNullOrEmpty(code)
            ? new StepFault(exception.GetType().Name, null)
            : new StepFault(code, reasons.GetValueOrDefault(code));
}
