using System.Net.Mime;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Http;

/// <summary>Recognises a request whose body is JSON.</summary>
internal static class JsonContent
{
    /// <summary>A parameter of any name but <c>charset</c> is ignored (RFC 8259 §11 defines none).</summary>
    public static bool IsDeclared(HttpApiRequest request)
    {
        if (request.Header("content-type") is not { } contentType)
        {
            return false;
        }

        try
        {
            var type = new ContentType(contentType);
            // JSON is UTF-8 (RFC 8259 §8.1); a charset that says otherwise would be read wrongly.
            return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                && (type.CharSet is null || type.CharSet.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
