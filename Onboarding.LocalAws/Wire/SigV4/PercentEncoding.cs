using System.Text;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Percent-decoding to bytes. Not Uri.UnescapeDataString, which leaves what is not UTF-8 encoded: the client signed
/// the bytes.
/// </summary>
internal static class PercentEncoding
{
    /// <param name="bytes">Room for <c>Encoding.UTF8.GetMaxByteCount(text.Length)</c> bytes.</param>
    /// <returns>How many bytes were written. A percent sign without two hex digits stays as it is.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            var percent = text.IndexOf('%');
            var plain = percent < 0 ? text : text[..percent];
            written += Encoding.UTF8.GetBytes(plain, bytes[written..]);
            text = text[plain.Length..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text.Length > 2 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
            {
                bytes[written++] = (byte)((HexValue(text[1]) << 4) | HexValue(text[2]));
                text = text[3..];
            }
            else
            {
                bytes[written++] = (byte)'%';
                text = text[1..];
            }
        }

        return written;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
