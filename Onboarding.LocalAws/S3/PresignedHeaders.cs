using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.S3;

/// <summary>
/// The headers of a presigned URL: SDKs put <c>x-amz-*</c> headers into its query, where S3 reads them all the same
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).
/// </summary>
internal static class PresignedHeaders
{
    private const string Prefix = "x-amz-";

    /// <returns>Null where the request is signed in a header, or has none in its query.</returns>
    public static IHeaderDictionary? Of(HttpRequest request)
    {
        if (!request.QueryString.HasValue || request.Headers.Authorization.Count > 0)
        {
            return null;
        }

        HeaderDictionary? headers = null;
        foreach (var (name, value) in request.Query)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                headers ??= new HeaderDictionary(request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
                headers.TryAdd(name, value);
            }
        }

        return headers;
    }
}
