using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.V1;

/// <summary>
/// The error catalogue of SES's first API. Codes: the Errors section of each operation in
/// https://docs.aws.amazon.com/ses/latest/APIReference/; texts as the trackers of the SDKs quote them, else as noted.
/// </summary>
internal static class SesV1Errors
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html: the second API takes more.</summary>
    private const int MessageSizeBytesMax = 10 * 1024 * 1024;

    public static AwsException Invalid(string message) => Error("InvalidParameterValue", message);

    /// <summary>Required members that a request lacks, as the API's model names them.</summary>
    public static AwsException Missing(IReadOnlyList<string> members)
    {
        var head = members.Count == 1 ? "1 validation error" : $"{members.Count} validation errors";
        var faults = members.Select(m => $"Value null at '{m}' failed to satisfy constraint: Member must not be null");
        return Error("ValidationError", $"{head} detected: {string.Join("; ", faults)}");
    }

    public static AwsException NoTemplate(string name) =>
        Error("TemplateDoesNotExist", $"Template {name} does not exist.");

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyIdentities(int countMax) =>
        Error("LimitExceeded", $"You may not have more than {countMax} identities.");

    public static SendingErrors OfSending { get; } = new(
        Invalid,
        name => Error("ConfigurationSetDoesNotExist", $"Configuration set <{name}> does not exist."),
        size => Invalid($"Message length is more than {MessageSizeBytesMax} bytes long: '{size}'."),
        feature => new AwsException(Unsupported.Feature("SES", "SendTemplatedEmail", feature)))
    {
        SizeBytesMax = MessageSizeBytesMax,
        // https://github.com/awsdocs/amazon-ses-developer-guide/issues/60 has recorded the one of the rate.
        Throttled = text => Error("Throttling", text),
        SetIsPaused = name => Error(
            "ConfigurationSetSendingPausedException", $"Email sending is disabled for configuration set <{name}>."),
    };

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}
