using System.Text.Encodings.Web;

namespace Onboarding.LocalAws.StepFunctions.Language.Json;

/// <summary>
/// Escapes what RFC 8259 asks for and no more, as AWS's serializer does: .NET's relaxed encoder still escapes all
/// beyond the basic plane, and what States.JsonToString returns would then differ from AWS's in every emoji.
/// </summary>
internal sealed unsafe class PlainJsonEncoder : JavaScriptEncoder
{
    private const string Hex = "0123456789abcdef";

    public static PlainJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    /// <summary>A lone surrogate has no UTF-8: it stays an escape.</summary>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i]))
            {
                return i;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == textLength || !char.IsLowSurrogate(text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> escape = ['\\', 'u', '0', '0', '0', '0'];
        var length = 2;
        switch (unicodeScalar)
        {
            case '"' or '\\': escape[1] = (char)unicodeScalar; break;
            case '\b': escape[1] = 'b'; break;
            case '\f': escape[1] = 'f'; break;
            case '\n': escape[1] = 'n'; break;
            case '\r': escape[1] = 'r'; break;
            case '\t': escape[1] = 't'; break;
            default:
                length = 6;
                for (var i = 0; i < 4; i++)
                {
                    escape[5 - i] = Hex[(unicodeScalar >> (4 * i)) & 0xF];
                }

                break;
        }

        numberOfCharactersWritten = length <= bufferLength ? length : 0;
        return escape[..length].TryCopyTo(new Span<char>(buffer, bufferLength));
    }
}
