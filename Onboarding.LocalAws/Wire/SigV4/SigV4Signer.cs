using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>Signs our own calls to any AWS endpoint: provisioning speaks the wire protocol of every client.</summary>
internal sealed class SigV4Signer(Credential credential, string region, TimeProvider time)
{
    public string Region => region;

    private readonly SigningKeys _keys = new();

    /// <summary>
    /// Adds host, date, body hash, session token and Authorization to the message, and signs its other
    /// <c>x-amz-*</c> headers with them.
    /// </summary>
    /// <param name="body">The bytes that the message's content will send.</param>
    /// <param name="service">The signing name, for example <c>dynamodb</c>.</param>
    public void Sign(HttpRequestMessage message, ReadOnlySpan<byte> body, string service)
    {
        var uri = message.RequestUri ?? throw new ArgumentException("The message has no address.", nameof(message));
        var timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var payloadHash = Convert.ToHexStringLower(SHA256.HashData(body));
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = uri.Authority,
            ["x-amz-content-sha256"] = payloadHash,
            ["x-amz-date"] = timestamp,
        };
        if (credential.SessionToken is { } token)
        {
            signed["x-amz-security-token"] = token;
        }

        foreach (var (name, value) in signed)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        var headers = new HeaderDictionary();
        foreach (var (name, values) in message.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            {
                signed[name.ToLowerInvariant()] = string.Join(", ", values);
            }
        }

        foreach (var (name, value) in signed)
        {
            headers[name] = value;
        }

        var scope = new CredentialScope(timestamp[..8], region, service, CredentialScope.Aws4Request);
        var canonical = new CanonicalRequest(
            message.Method.Method,
            uri.AbsolutePath,
            uri.Query.TrimStart('?'),
            headers,
            string.Join(';', signed.Keys),
            payloadHash,
            EncodesPathOnce: service == "s3");
        Span<byte> signature = stackalloc byte[32];
        canonical.Sign(_keys.Get(credential.SecretAccessKey, scope), timestamp, scope, signature);
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{SignatureClaim.Algorithm} Credential={credential.AccessKeyId}/{scope}, "
            + $"SignedHeaders={canonical.SignedHeaders}, Signature={Convert.ToHexStringLower(signature)}");
    }
}
