using System.Net.Http.Headers;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Http;

/// <summary>Recognises a request whose body is JSON.</summary>
internal static class JsonContent
{
    /// <summary>A parameter of any name but <c>charset</c> is ignored (RFC 8259 §11 defines none).</summary>
    public static bool IsDeclared(HttpApiRequest request) =>
        // System.Net.Mime.ContentType throws for what is malformed, and something else for what is blank.
        MediaTypeHeaderValue.TryParse(request.Header("content-type"), out var type)
        && "application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        // JSON is UTF-8 (RFC 8259 §8.1); a charset that says otherwise would be read wrongly.
        && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
