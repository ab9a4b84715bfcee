using System.Buffers;
using System.Globalization;

namespace Onboarding.Functions.Users;

/// <summary>
/// An e-mail address in the one form that identifies a user: lower case, the domain in its ASCII form. Accepted are
/// dot-atoms (RFC 5322 §3.2.3) at a domain name; not quoted local parts, address literals and non-ASCII local parts,
/// which SES cannot deliver to
/// (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html).
/// </summary>
/// <remarks>
/// A local part may differ by case in theory (RFC 5321 §2.4); no provider of note does, and two accounts for one
/// mailbox are worse.
/// </remarks>
internal static class EmailAddress
{
    // RFC 5321 §4.5.3.1: 64 octets before the @, and 254 in all follow from the 256 of a path with its brackets.
    private const int LocalLengthMax = 64;
    private const int LengthMax = 254;

    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Null and the normalised address, or what is wrong with it.</summary>
    public static string? Normalise(string text, out string normalised)
    {
        normalised = "";
        int at = text.LastIndexOf('@');
        if (at < 0)
        {
            return "must contain an @";
        }

        string local = text[..at].ToLowerInvariant();
        if (LocalFault(local) is { } localFault)
        {
            return localFault;
        }

        if (DomainFault(text[(at + 1)..], out string domain) is { } domainFault)
        {
            return domainFault;
        }

        string address = $"{local}@{domain}";
        if (address.Length > LengthMax)
        {
            return $"must not be longer than {LengthMax} characters";
        }

        normalised = address;
        return null;
    }

    public static string DomainOf(string normalised) => normalised[(normalised.LastIndexOf('@') + 1)..];

    private static string? LocalFault(string local)
    {
        if (local.Length == 0)
        {
            return "must have a name before the @";
        }

        if (local.Length > LocalLengthMax)
        {
            return $"must not have more than {LocalLengthMax} characters before the @";
        }

        if (local.StartsWith('"'))
        {
            return "must not have a quoted name before the @";
        }

        if (local.AsSpan().ContainsAnyExcept(LocalCharacters))
        {
            return "has a character before the @ that is not allowed";
        }

        return local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal)
            ? "has a misplaced dot before the @"
            : null;
    }

    private static string? DomainFault(string text, out string domain)
    {
        domain = "";
        // A trailing dot (the DNS root) and the ideographic full stops that IDNA maps to one are typing errors here.
        string lower = text.ToLowerInvariant();
        try
        {
            // An A-label that decodes to nonsense is refused as well: the ASCII form must survive the round trip.
            domain = new IdnMapping().GetAscii(lower).ToLowerInvariant();
            new IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return "must have a valid domain name behind the @";
        }

        string[] labels = domain.Split('.');
        bool valid = labels.Length >= 2 && domain.Length <= 253 && Array.TrueForAll(labels, IsLabel)
            // A domain whose last label is numeric is an IPv4 address in disguise.
            && !labels[^1].All(char.IsAsciiDigit);
        return valid ? null : "must have a valid domain name behind the @";
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(DomainCharacters);
}
