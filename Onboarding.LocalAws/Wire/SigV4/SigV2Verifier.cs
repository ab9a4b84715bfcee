using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Verifies URLs that are presigned with Signature Version 2, as boto3 does by default in us-east-1:
/// <code>/bucket/key?AWSAccessKeyId=AKID&amp;Expires=1790000000&amp;Signature=base64</code>
/// S3 alone takes them. What is signed:
/// <code>
/// GET \n Content-MD5 \n Content-Type \n 1790000000 \n x-amz-name:value \n /bucket/key?response-content-type=text/plain
/// </code>
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html; texts recorded in public test suites
/// that run against AWS.
/// </summary>
internal sealed class SigV2Verifier(CredentialStore credentials, TimeProvider time)
{
    private const string AmzPrefix = "x-amz-";

    /// <summary>Every query parameter that is signed; all others may be changed.</summary>
    private static readonly HashSet<string> SignedParameters = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "cors", "delete", "inventory", "lifecycle", "location", "logging", "metrics",
        "notification", "object-lock", "partNumber", "policy", "replication", "requestPayment",
        "response-cache-control", "response-content-disposition", "response-content-encoding",
        "response-content-language", "response-content-type", "response-expires", "restore", "select", "select-type",
        "storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    };

    public SignatureVerdict Verify(HttpRequest request)
    {
        var query = request.Query;
        string keyId = query["AWSAccessKeyId"].ToString(), signature = query["Signature"].ToString();
        var expires = query["Expires"].ToString();
        if (keyId.Length == 0 || signature.Length == 0 || expires.Length == 0)
        {
            return new(
                SignatureFaultKind.MalformedUrl,
                "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }

        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return new(
                SignatureFaultKind.MalformedUrl, $"Invalid date (should be seconds since epoch): {expires}");
        }

        var (credential, fault) = credentials.FindSigner(keyId, query["x-amz-security-token"]);
        if (credential is null)
        {
            return new SignatureVerdict(fault!);
        }

        if (DateTimeOffset.FromUnixTimeSeconds(seconds) < time.GetUtcNow())
        {
            return new(SignatureFaultKind.UrlExpired, "Request has expired");
        }

        // Of a bucket without a slash behind it botocore signs the path with one.
        return Matches(credential, StringToSign(request, expires, end: ""), signature)
            || Matches(credential, StringToSign(request, expires, end: "/"), signature)
            ? new SignatureVerdict(credential.Owner, signature: null)
            : SigV4Verifier.Mismatch();
    }

    /// <param name="signature">Base64.</param>
    public static bool Matches(Credential credential, string text, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What Signature Version 2 is made of; nothing here signs with it.
        var expected = HMACSHA1.HashData(
            Encoding.UTF8.GetBytes(credential.SecretAccessKey), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Convert.TryFromBase64String(signature, given, out var written)
            && CryptographicOperations.FixedTimeEquals(expected, given[..written]);
    }

    /// <param name="end">Behind the path of a bucket.</param>
    private static string StringToSign(HttpRequest request, string expires, string end)
    {
        var text = new StringBuilder(256);
        text.Append(request.Method).Append('\n')
            .Append(SignedHeader(request, "Content-MD5")).Append('\n')
            .Append(SignedHeader(request, "Content-Type")).Append('\n')
            .Append(expires).Append('\n');
        foreach (var (name, value) in AmzHeaders(request))
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        AppendResource(text, request, end);
        return text.ToString();
    }

    /// <summary>A client that presigns a header has it in the query.</summary>
    private static string SignedHeader(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var sent) ? sent.ToString() : request.Query[name].ToString();

    private static SortedDictionary<string, string> AmzHeaders(HttpRequest request)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Headers.Concat(request.Query))
        {
            if (name.StartsWith(AmzPrefix, StringComparison.OrdinalIgnoreCase))
            {
                found[name.ToLowerInvariant()] = string.Join(',', values.Select(v => v?.Trim()));
            }
        }

        return found;
    }

    /// <summary>The bucket, the path as it was sent, and the signed parameters with decoded values.</summary>
    private static void AppendResource(StringBuilder text, HttpRequest request, string end)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        if (BucketHost.BucketOf(request.Host.Host) is { } bucket)
        {
            text.Append('/').Append(bucket).Append(path);
        }
        else
        {
            text.Append(path).Append(path.LastIndexOf('/') == 0 && path.Length > 1 ? end : "");
        }

        var separator = '?';
        foreach (var (name, values) in request.Query.Where(p => SignedParameters.Contains(p.Key))
            .OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name);
            separator = '&';
            if (values.ToString() is { Length: > 0 } value)
            {
                text.Append('=').Append(value);
            }
        }
    }
}
