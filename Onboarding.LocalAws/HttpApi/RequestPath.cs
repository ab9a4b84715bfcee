using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// A request's path as API Gateway treats it: split at the slashes of the request line, then decoded. What functions
/// get as `rawPath` is, despite its name, decoded, `%2F` included (seen in recorded events:
/// https://github.com/fastify/aws-lambda-fastify/issues/169).
/// </summary>
internal sealed record RequestPath(string Decoded, string[] Segments)
{
    public static RequestPath Of(HttpRequest request)
    {
        // Kestrel's own Path removes dot segments and keeps %2F: neither is what AWS does.
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return Parse(target.StartsWith('/') ? target : request.Path.ToUriComponent());
    }

    public static RequestPath Parse(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var raw = query < 0 ? target : target[..query];
        var decoded = Uri.UnescapeDataString(raw);
        if (raw is "" or "/")
        {
            return new RequestPath("/", []);
        }

        var segments = raw[1..].Split('/');
        if (!ReferenceEquals(decoded, raw))
        {
            for (var i = 0; i < segments.Length; i++)
            {
                segments[i] = Uri.UnescapeDataString(segments[i]);
            }
        }

        return new RequestPath(decoded, segments);
    }
}
