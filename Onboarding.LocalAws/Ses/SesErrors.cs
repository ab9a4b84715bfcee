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
    /// <summary>The identities are listed as the caller wrote them, display name included.</summary>
    public static AwsException NotVerified(string identity, string region) => new(new AwsError(
        "MessageRejected",
        400,
        "Email address is not verified. The following identities failed the check in region "
        + $"{region.ToUpperInvariant()}: {identity}"));

    public static AwsException BadRequest(string message) => new(new AwsError("BadRequestException", 400, message));

    public static AwsException MessageTooLarge(long sizeBytesMax) =>
        new(new AwsError("MessageRejected", 400, $"Message length is more than {sizeBytesMax} bytes long."));

    public static AwsException NoIdentity(string identity) =>
        new(new AwsError("NotFoundException", 404, $"Email identity {identity} does not exist."));

    public static AwsException IdentityExists(string identity) =>
        new(new AwsError("AlreadyExistsException", 400, $"Email identity {identity} already exist."));

    public static AwsException NoConfigurationSet(string name) =>
        new(new AwsError("NotFoundException", 404, $"Configuration set <{name}> does not exist."));

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, Unsupported);

    private static AwsException Missing(string member) => BadRequest($"{member} is required.");

    private static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("SESv2", operation, feature));
}
