using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// Addresses as event-ruler reads them: four decimal numbers, or hexadecimal digits with a colon. The short and octal
/// forms, zones and dotted IPv6 addresses, which .NET reads, too, are none.
/// </summary>
internal static class IpAddress
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF:");

    /// <summary>Whether it looks like one, if not necessarily a valid one.</summary>
    public static bool IsStandard(string text) => IsVersion6(text) || IsVersion4(text);

    /// <returns>4 or 16 bytes; null where it is no address.</returns>
    public static byte[]? Parse(string text)
    {
        if (IsVersion6(text))
        {
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes()
                : null;
        }

        var bytes = new byte[4];
        var parts = text.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length != 4
                || !byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    private static bool IsVersion6(string text) =>
        text.Contains(':', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(Hexadecimal);

    private static bool IsVersion4(string text) =>
        text.Split('.') is { Length: 4 } parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
}
