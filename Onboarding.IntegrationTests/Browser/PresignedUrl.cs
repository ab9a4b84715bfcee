using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>
/// The attack of a page whose author has read the README: a URL signed with <c>test</c>/<c>test</c>, which it can
/// call without a header of its own.
/// </summary>
internal static class PresignedUrl
{
    /// <param name="edge">For example <c>http://127.0.0.1:4566</c>.</param>
    /// <param name="body">What will be sent; S3's body is not signed.</param>
    /// <param name="target">The value of <c>X-Amz-Target</c>, which is then signed, too.</param>
    public static string Of(
        string edge, string service, string method, string path, string body = "", string? target = null)
    {
        var timestamp = TimeProvider.System.GetUtcNow().UtcDateTime.ToString(
            "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = new CredentialScope(timestamp[..8], "us-east-1", service, CredentialScope.Aws4Request);
        var signedHeaders = target is null ? "host" : "host;x-amz-target";
        var query =
            $"X-Amz-Algorithm={SignatureClaim.Algorithm}&X-Amz-Credential={Uri.EscapeDataString($"test/{scope}")}"
            + $"&X-Amz-Date={timestamp}&X-Amz-Expires=600&X-Amz-SignedHeaders={Uri.EscapeDataString(signedHeaders)}";
        var isS3 = service == "s3";
        var canonical = new CanonicalRequest(
            method,
            path,
            query,
            new HeaderDictionary { ["host"] = new Uri(edge).Authority, ["x-amz-target"] = target },
            signedHeaders,
            isS3 ? "UNSIGNED-PAYLOAD" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
            EncodesPathOnce: isS3);
        Span<byte> signature = stackalloc byte[32];
        canonical.Sign(new SigningKeys().Get("test", scope), timestamp, scope, signature);
        return $"{edge}{path}?{query}&X-Amz-Signature={Convert.ToHexStringLower(signature)}";
    }
}
