using System.Buffers;
using System.Text;

namespace Onboarding.Functions.Users.Fields;

/// <summary>
/// An e-mail address in the one form that identifies a user: lower case and ASCII, an international domain in its
/// <c>xn--</c> form. Accepted are dot-atoms (RFC 5322 §3.2.3) at a domain name; not quoted local parts and address
/// literals. What is not ASCII is refused, never mapped: SES cannot deliver to a name that is not ASCII and wants
/// domains encoded (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html), and a mapping of
/// domains needs tables that change with each version of Unicode (docs/adr/0016-take-addresses-in-ascii.md).
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

    /// <summary>Null and the normalised address, or what is wrong with it.</summary>
    public static string? Normalise(string text, out string normalised)
    {
        normalised = "";
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return "must contain an @";
        }

        if (LocalFault(text[..at], out var local) is { } localFault)
        {
            return localFault;
        }

        if (DomainFault(text[(at + 1)..], out var domain) is { } domainFault)
        {
            return domainFault;
        }

        var address = $"{local}@{domain}";
        if (address.Length > LengthMax)
        {
            return $"must not be longer than {LengthMax} characters";
        }

        normalised = address;
        return null;
    }

    public static string DomainOf(string normalised) => normalised[(normalised.LastIndexOf('@') + 1)..];

    private static string? LocalFault(string text, out string local)
    {
        local = "";
        // Before the case is folded, which makes an ASCII k of the Kelvin sign.
        if (!Ascii.IsValid(text))
        {
            return "must have only ASCII characters before the @: no mail can be sent to others";
        }

        local = text.ToLowerInvariant();
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
        if (!Ascii.IsValid(text))
        {
            return "must have an ASCII domain name behind the @: write it as xn--…";
        }

        return DomainName.TryNormalise(text, out domain) ? null : "must have a valid domain name behind the @";
    }
}
