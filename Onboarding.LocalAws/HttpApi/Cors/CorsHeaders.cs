using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.HttpApi.Cors;

/// <summary>
/// CORS as an HTTP API with a CorsConfiguration does it
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html): the gateway answers CORS
/// preflights itself, for every path, and replaces the CORS headers of functions by its own.
/// </summary>
internal static class CorsHeaders
{
    private const string Prefix = "access-control-";

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.Origin.Count > 0
        && request.Headers.AccessControlRequestMethod.Count > 0;

    /// <summary>The headers of a preflight's 204; an origin that is not allowed gets none of them.</summary>
    public static void AddPreflight(CorsDefinition cors, HttpContext context)
    {
        if (AllowedOrigin(cors, context.Request) is not { } origin)
        {
            return;
        }

        var headers = context.Response.Headers;
        AddOrigin(cors, origin, headers);
        if (cors.AllowMethods.Count > 0)
        {
            headers.AccessControlAllowMethods = string.Join(',', cors.AllowMethods);
        }

        if (cors.AllowHeaders.Count > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(',', cors.AllowHeaders);
        }

        if (cors.MaxAgeSeconds is { } seconds)
        {
            headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static void AddResponse(CorsDefinition cors, HttpContext context)
    {
        if (AllowedOrigin(cors, context.Request) is not { } origin)
        {
            return;
        }

        var headers = context.Response.Headers;
        AddOrigin(cors, origin, headers);
        if (cors.ExposeHeaders.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(',', cors.ExposeHeaders);
        }
    }

    /// <param name="origin">Null for a page that does not say: only who allows every origin allows that one.</param>
    public static bool Allows(CorsDefinition cors, string? origin) =>
        origin is null ? cors.AllowOrigins.Contains("*") : AllowedOrigin(cors, origin) is not null;

    /// <summary>Whether a header of a function's answer is one that the gateway overrules.</summary>
    public static bool Overrules(CorsDefinition? cors, string name) =>
        cors is not null && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static void AddOrigin(CorsDefinition cors, string origin, IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = origin;
        if (cors.AllowsCredentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }

    private static string? AllowedOrigin(CorsDefinition cors, HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 ? null : AllowedOrigin(cors, origin);
    }

    private static string? AllowedOrigin(CorsDefinition cors, string origin)
    {
        foreach (var allowed in cors.AllowOrigins)
        {
            if (allowed == "*")
            {
                return "*";
            }

            var matches = allowed.EndsWith("://*", StringComparison.Ordinal)
                ? origin.StartsWith(allowed[..^1], StringComparison.Ordinal)
                : origin == allowed;
            if (matches)
            {
                return origin;
            }
        }

        return null;
    }
}
