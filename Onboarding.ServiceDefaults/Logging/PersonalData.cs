using System.Text.RegularExpressions;

namespace Onboarding.ServiceDefaults.Logging;

/// <summary>
/// The last net below "no personal data in logs and spans": texts that we did not write ourselves (exception messages
/// of AWS services quote recipients and values) pass through here before they are logged, traced or returned.
/// </summary>
public static partial class PersonalData
{
    public static string Mask(string text)
    {
        var masked = text.Contains('@') ? Email().Replace(text, "[e-mail]") : text;
        return masked.Contains('+') ? Phone().Replace(masked, "[phone]") : masked;
    }

    // Deliberately wider than a valid address: masking too much is harmless. The time limit bounds hostile input.
    [GeneratedRegex(@"[^\s<>""'(),:;\[\]]+@[^\s<>""'(),:;\[\]]+", RegexOptions.None, matchTimeoutMilliseconds: 250)]
    private static partial Regex Email();

    [GeneratedRegex(@"\+[1-9][0-9]{6,14}", RegexOptions.None, matchTimeoutMilliseconds: 250)]
    private static partial Regex Phone();
}
