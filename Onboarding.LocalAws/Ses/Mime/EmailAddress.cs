using System.Globalization;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>
/// An address as people write it: <c>ada@example.com</c> or <c>"Lovelace, Ada" &lt;ada@example.com&gt;</c>.
/// </summary>
internal static class EmailAddress
{
    /// <summary>RFC 5321: the longest path, and the longest local part.</summary>
    private const int LengthMax = 320;
    private const int LocalLengthMax = 64;

    /// <summary>Takes the display name off.</summary>
    /// <returns>The bare address and null, or "" and AWS's text for what is wrong with it.</returns>
    /// <remarks>
    /// SES rejects with the texts of JavaMail's InternetAddress, for example "Missing final '@domain'"
    /// (recorded in many issue trackers). It takes no address with non-ASCII characters before the @ sign:
    /// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html.
    /// </remarks>
    public static (string Address, string? Fault) Parse(string text)
    {
        var bare = text.AsSpan().Trim();
        if (bare.EndsWith(">"))
        {
            var open = bare.LastIndexOf('<');
            if (open < 0)
            {
                return ("", "Illegal address");
            }

            bare = bare[(open + 1)..^1].Trim();
        }

        return FaultOf(bare) is { } fault ? ("", fault) : (bare.ToString(), null);
    }

    private static string? FaultOf(ReadOnlySpan<char> address)
    {
        if (address.IsEmpty)
        {
            return "Illegal address";
        }

        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            return "Missing final '@domain'";
        }

        if (at == 0)
        {
            return "Missing local name";
        }

        if (at > LocalLengthMax || address.Length > LengthMax)
        {
            return "Address length is more than 320 characters long or its local part more than 64";
        }

        return LocalFault(address[..at]) ?? DomainFault(address[(at + 1)..]);
    }

    private static string? LocalFault(ReadOnlySpan<char> local)
    {
        if (local[0] == '.')
        {
            return "Local address starts with dot";
        }

        if (local.IndexOf("..") >= 0)
        {
            return "Local address contains dot-dot";
        }

        foreach (var c in local)
        {
            if (c <= ' ' || c == 127)
            {
                return "Local address contains control or whitespace";
            }

            if (c > 127 || "()<>,;:\\\"[]@".Contains(c, StringComparison.Ordinal))
            {
                return "Local address contains illegal character";
            }
        }

        return null;
    }

    private static string? DomainFault(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
        {
            return "Missing domain";
        }

        if (domain[0] == '.')
        {
            return "Domain starts with dot";
        }

        if (domain.IndexOf("..") >= 0)
        {
            return "Domain contains dot-dot";
        }

        if (domain[^1] == '.')
        {
            return "Domain ends with dot";
        }

        foreach (var c in domain)
        {
            if (c <= ' ' || c == 127)
            {
                return "Domain contains control or whitespace";
            }

            if (!char.IsLetterOrDigit(c) && c is not ('-' or '.') && !IsMark(c))
            {
                return "Domain contains illegal character";
            }
        }

        return null;
    }

    /// <summary>Internationalised domains may combine letters with marks.</summary>
    private static bool IsMark(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
