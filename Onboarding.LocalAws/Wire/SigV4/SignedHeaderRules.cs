using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// What a signature must cover: <c>host</c>, and every <c>x-amz-*</c> header that is sent. Otherwise it can be used
/// elsewhere or for something else: one of DescribeTable for a Scan, a presigned PUT for a copy of another object.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. The prefix ends
/// in a hyphen: proxies add <c>x-amzn-trace-id</c> on the way.
/// </summary>
internal static class SignedHeaderRules
{
    private const string Host = "host";
    private const string Prefix = "x-amz-";

    /// <summary>Its value is signed even where the list lacks it: it stands for the body in what S3 signs.</summary>
    private const string ContentSha256 = "x-amz-content-sha256";

    /// <param name="signedHeaders">Lower-case names, joined by semicolons.</param>
    /// <returns>Null where the signature covers all that it must.</returns>
    public static SignatureFault? Check(IHeaderDictionary headers, string signedHeaders, bool isS3)
    {
        List<string>? missing = Contains(signedHeaders, Host) ? null : [Host];
        foreach (var (name, _) in headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && !Contains(signedHeaders, name)
                && !(isS3 && name.Equals(ContentSha256, StringComparison.OrdinalIgnoreCase)))
            {
                (missing ??= []).Add(name.ToLowerInvariant());
            }
        }

        return missing is null ? null : new SignatureFault(SignatureFaultKind.HeadersNotSigned, TextOf(missing[0]))
        {
            HeadersNotSigned = missing,
        };
    }

    /// <summary>
    /// Of the JSON and query services, as issue trackers quote it for the host
    /// (https://github.com/aws/aws-sdk-php/issues/2469); for other headers the same is inferred.
    /// </summary>
    private static string TextOf(string header) =>
        $"'{(header == Host ? "Host' or ':authority" : header)}' must be a 'SignedHeader' in the AWS Authorization.";

    /// <summary>
    /// Each request passes here: a list is walked without splitting it, and the lengths tell most names apart.
    /// </summary>
    /// <param name="signedHeaders">Lower-case names, joined by semicolons.</param>
    public static bool Contains(ReadOnlySpan<char> signedHeaders, string name)
    {
        while (!signedHeaders.IsEmpty)
        {
            var end = signedHeaders.IndexOf(';');
            var signed = end < 0 ? signedHeaders : signedHeaders[..end];
            if (signed.Length == name.Length && signed.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            signedHeaders = end < 0 ? [] : signedHeaders[(end + 1)..];
        }

        return false;
    }
}
