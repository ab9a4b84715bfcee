using System.Globalization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Cors;

/// <summary>
/// Which rule of a bucket lets a page of another origin in, and what it tells the browser.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html; headers recorded in LocalStack's
/// test suite, which runs against AWS.
/// </summary>
internal static class BucketCors
{
    private const string Any = "*";

    /// <summary>The first rule that has origin, method and each header that the request asks for.</summary>
    /// <param name="method">Of the request, or which a preflight asks for.</param>
    /// <returns>Null where there is none.</returns>
    public static CorsRule? Find(IReadOnlyList<CorsRule> rules, HttpRequest request, string method)
    {
        var origin = request.Headers.Origin.ToString();
        var headers = RequestedHeaders(request);
        return rules.FirstOrDefault(r =>
            r.AllowedMethods.Contains(method)
            && r.AllowedOrigins.Any(o => Matches(o, origin, StringComparison.Ordinal))
            && headers.All(h => r.AllowedHeaders.Any(a => Matches(a, h, StringComparison.OrdinalIgnoreCase))));
    }

    public static void Allow(HttpContext http, CorsRule rule)
    {
        var headers = http.Response.Headers;
        var isForAll = rule.AllowedOrigins.Contains(Any);
        headers.AccessControlAllowOrigin = isForAll ? Any : http.Request.Headers.Origin;
        headers.AccessControlAllowMethods = string.Join(", ", rule.AllowedMethods);
        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
        if (!isForAll)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        if (RequestedHeaders(http.Request) is { Length: > 0 } requested)
        {
            headers.AccessControlAllowHeaders = string.Join(", ", requested).ToLowerInvariant();
        }

        if (rule.ExposeHeaders.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(", ", rule.ExposeHeaders);
        }

        if (rule.MaxAgeSeconds is { } seconds)
        {
            headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string[] RequestedHeaders(HttpRequest request) =>
        request.Headers.AccessControlRequestHeaders.ToString().Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <param name="pattern">With at most one <c>*</c>, which stands for any text.</param>
    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? pattern.Equals(text, comparison)
            : text.Length >= pattern.Length - 1
                && text.StartsWith(pattern[..star], comparison)
                && text.EndsWith(pattern[(star + 1)..], comparison);
    }
}
