using System.Globalization;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// The four conditions of a read. An entity tag wins over a date of the same kind (API_GetObject, "Notes on
/// conditional headers"). A date that cannot be read is no condition (RFC 9110, 13.1.3).
/// </summary>
internal static class ReadConditions
{
    /// <summary>The condition says that the client has the object already.</summary>
    public const string NotModified = "304";

    /// <param name="prefix">Empty, or <c>x-amz-copy-source-</c>.</param>
    /// <returns>Null where the read goes on, <see cref="NotModified"/>, or the header that failed.</returns>
    public static string? Evaluate(S3Request request, S3Object found, string prefix = "")
    {
        var ifMatch = request.Header(prefix + "If-Match");
        if (ifMatch is not null && !Matches(ifMatch, found.ETag))
        {
            return prefix + "If-Match";
        }

        if (ifMatch is null
            && Date(request.Header(prefix + "If-Unmodified-Since")) is { } unmodifiedSince
            && found.LastModified > unmodifiedSince)
        {
            return prefix + "If-Unmodified-Since";
        }

        var ifNoneMatch = request.Header(prefix + "If-None-Match");
        if (ifNoneMatch is not null)
        {
            return Matches(ifNoneMatch, found.ETag) ? NotModified : null;
        }

        return Date(request.Header(prefix + "If-Modified-Since")) is { } since && found.LastModified <= since
            ? NotModified
            : null;
    }

    private static bool Matches(string header, string etag)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var one = header.AsSpan()[range].Trim();
            if (one is "*" || one.Trim('"').SequenceEqual(etag.AsSpan().Trim('"')))
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset? Date(string? header) =>
        DateTimeOffset.TryParseExact(
            header, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
