using Onboarding.Functions.Settings;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Provision;

/// <summary>The settings of <see cref="ProvisionFunction"/>.</summary>
internal sealed record ProvisionSettings(
    string UsersTable, string BucketPrefix, string MailFrom, string MailConfigurationSet)
{
    // A bucket name has 3 to 63 characters; the user id takes 36 of them
    // (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
    private const int PrefixLengthMax = 63 - 36;

    public static ProvisionSettings Read(FunctionSettings settings)
    {
        var read = new ProvisionSettings(
            settings.Required("USERS_TABLE"),
            settings.Required("BUCKET_PREFIX"),
            settings.Required("MAIL_FROM"),
            settings.Required("MAIL_CONFIGURATION_SET"));
        if (read.BucketPrefix.Length > PrefixLengthMax || !read.BucketPrefix.All(IsBucketCharacter)
            || read.BucketPrefix.StartsWith('-'))
        {
            settings.AddFault(
                $"BUCKET_PREFIX must have at most {PrefixLengthMax} lower-case letters, digits and hyphens.");
        }

        if (read.MailFrom.Length > 0 && EmailAddress.Normalise(read.MailFrom, out _) is { } fault)
        {
            settings.AddFault($"MAIL_FROM {fault}.");
        }

        return read;
    }

    private static bool IsBucketCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
