using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses;

/// <summary>
/// SES v2's error catalogue.
/// Source of codes: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html; of texts:
/// https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html, else as noted.
/// </summary>
internal static class SesErrors
{
    private const int MessageSizeBytesMax = 40 * 1024 * 1024;

    /// <summary>The identities are listed as the caller wrote them, display name included.</summary>
    public static AwsException NotVerified(IReadOnlyList<string> identities, string region) => new(new AwsError(
        "MessageRejected",
        400,
        "Email address is not verified. The following identities failed the check in region "
        + $"{region.ToUpperInvariant()}: {string.Join(", ", identities)}"));

    public static AwsException BadRequest(string message) => new(new AwsError("BadRequestException", 400, message));

    /// <summary>The shape of a constraint that the API model declares.</summary>
    public static AwsException Constraint(string value, string member, string constraint) => BadRequest(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsException NoIdentity(string identity) =>
        new(new AwsError("NotFoundException", 404, $"Email identity {identity} does not exist."));

    public static AwsException IdentityExists(string identity) =>
        new(new AwsError("AlreadyExistsException", 400, $"Email identity {identity} already exist."));

    public static AwsException NoConfigurationSet(string name) =>
        new(new AwsError("NotFoundException", 404, $"Configuration set <{name}> does not exist."));

    /// <summary>The text is what the first API sends (https://github.com/getmoto/moto/issues/3783).</summary>
    public static AwsException NoTemplate(string name) =>
        new(new AwsError("NotFoundException", 404, $"Template {name} does not exist."));

    /// <summary>The text is inferred.</summary>
    public static AwsException TemplateExists(string name) =>
        new(new AwsError("AlreadyExistsException", 400, $"Template {name} already exists."));

    /// <summary>The text is inferred.</summary>
    public static AwsException TooMany(string things, int countMax) =>
        new(new AwsError("LimitExceededException", 400, $"You may not have more than {countMax} {things}."));

    /// <summary>The text is inferred.</summary>
    public static AwsException SetExists(string name) =>
        new(new AwsError("AlreadyExistsException", 400, $"Configuration set <{name}> already exists."));

    /// <summary>The text is inferred.</summary>
    public static AwsException DestinationExists(string set, string name) => new(new AwsError(
        "AlreadyExistsException", 400, $"Event destination <{name}> already exists in configuration set <{set}>."));

    /// <summary>The text is inferred.</summary>
    public static AwsException NoDestination(string set, string name) => new(new AwsError(
        "NotFoundException", 404, $"Event destination <{name}> does not exist in configuration set <{set}>."));

    public static AwsException NotSuppressed(string address) => new(new AwsError(
        "NotFoundException", 404, $"Email address {address} does not exist on your suppression list."));

    /// <summary>
    /// "SES API calls related to suppression list management are disabled" in the sandbox
    /// (https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html); code and text are inferred.
    /// </summary>
    public static AwsException SuppressionInSandbox() => BadRequest(
        "Suppression list management is not available while the account is in the sandbox.");

    /// <summary>The text is inferred.</summary>
    public static AwsException ReviewIsOpen() => new(new AwsError(
        "ConflictException", 409, "A request for production access is under review already."));

    /// <summary>https://github.com/aws/aws-cli/issues/6349 quotes it.</summary>
    public static AwsException InvalidTemplateData() => BadRequest("Unable to parse template data (invalid JSON).");

    /// <summary>What this service says of a message.</summary>
    public static SendingErrors OfSending { get; } = new(
        BadRequest,
        NoConfigurationSet,
        _ => new AwsException(new AwsError(
            "MessageRejected", 400, $"Message length is more than {MessageSizeBytesMax} bytes long.")),
        feature => Unsupported("SendEmail", feature))
    {
        SizeBytesMax = MessageSizeBytesMax,
        // https://github.com/pm-pmaas/etailors_amazon_ses/issues/117 has recorded the one of the rate.
        Throttled = text => new AwsException(new AwsError("TooManyRequestsException", 429, text)),
        SetIsPaused = name => new AwsException(new AwsError(
            "SendingPausedException", 400, $"Email sending is disabled for configuration set <{name}>.")),
    };

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, Unsupported);

    private static AwsException Missing(string member) => BadRequest($"{member} is required.");

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("SESv2", operation, feature));
}
