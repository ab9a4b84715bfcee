namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>Names of configuration sets and of their event destinations.</summary>
internal static class ConfigurationSetInput
{
    private const int NameLengthMax = 64;

    /// <summary>
    /// Letters, digits, hyphens and underscores
    /// (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html); the text is inferred.
    /// </summary>
    public static string CheckName(string name, string member) =>
        name.Length is > 0 and <= NameLengthMax && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : throw SesErrors.BadRequest(
                $"{member} must have 1 to {NameLengthMax} letters, digits, hyphens and underscores.");
}
