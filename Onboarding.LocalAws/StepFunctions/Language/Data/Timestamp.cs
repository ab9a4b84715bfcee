using System.Globalization;
using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>
/// RFC 3339 with an upper case T and Z or an offset, as the specification has it
/// (https://states-language.net/spec.html#timestamps): <c>2016-03-14T01:59:00.5Z</c>.
/// </summary>
internal static partial class Timestamp
{
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return Form().Match(text) is { Success: true } form
            && DateTimeOffset.TryParseExact(
                form.Groups["time"].Value + Ticks(form.Groups["fraction"].Value) + form.Groups["zone"].Value,
                "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out time);
    }

    /// <summary>.NET counts to a ten-millionth of a second; AWS takes nine digits, too.</summary>
    private static string Ticks(string fraction) => "." + fraction.PadRight(7, '0')[..7];

    [GeneratedRegex(
        @"^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.(?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
