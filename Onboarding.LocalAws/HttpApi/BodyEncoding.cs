using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// Whether a request body is passed on as text. HTTP APIs have no list of binary media types: text, JSON, XML and
/// JavaScript arrive as they are and everything else in base64, form posts included (inferred from recorded events;
/// the documentation only says that the flag exists).
/// </summary>
internal static class BodyEncoding
{
    public static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (headers.ContentEncoding.Count > 0 && headers.ContentEncoding != "identity")
        {
            return false;
        }

        var contentType = headers.ContentType.ToString();
        var mediaType = contentType.AsSpan();
        var semicolon = mediaType.IndexOf(';');
        if (semicolon >= 0)
        {
            mediaType = mediaType[..semicolon];
        }
        // A text that is no UTF-8 cannot be a JSON string; base64 keeps its bytes.
        return IsTextType(mediaType.Trim()) && Utf8.IsValid(body);
    }

    private static bool IsTextType(ReadOnlySpan<char> mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/javascript", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
}
