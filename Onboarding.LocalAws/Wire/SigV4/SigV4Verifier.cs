using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Verifies Signature Version 4 in headers and in presigned URLs. The checks run in AWS's order: form, key, scope,
/// date, signature, body.
/// </summary>
internal sealed class SigV4Verifier(CredentialStore credentials, AwsScope scope, TimeProvider time)
{
    private const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    private readonly SigningKeys _keys = new();

    /// <param name="signingName">The service that the request was dispatched to, for example <c>s3</c>.</param>
    public SignatureVerdict Verify(
        HttpRequest request, SignatureClaim claim, ReadOnlyMemory<byte> body, string signingName)
    {
        const string invalidToken = "The security token included in the request is invalid.";
        if (!credentials.TryFind(claim.AccessKeyId, out var credential))
        {
            return new(SignatureFaultKind.UnknownKey, invalidToken);
        }

        if (!HasSessionToken(request, claim, credential.SessionToken))
        {
            return new(SignatureFaultKind.WrongToken, invalidToken);
        }

        if (credential.ExpiresAt <= time.GetUtcNow())
        {
            return new(SignatureFaultKind.ExpiredToken, "The security token included in the request is expired");
        }

        if (CheckScope(claim, signingName) is { } scopeFault)
        {
            return scopeFault;
        }

        if (CheckDate(claim, signingName) is { } dateFault)
        {
            return dateFault;
        }

        return VerifySignature(request, claim, credential, body, signingName);
    }

    private SignatureVerdict VerifySignature(
        HttpRequest request, SignatureClaim claim, Credential credential, ReadOnlyMemory<byte> body, string signingName)
    {
        var isS3 = signingName == "s3";
        string? declaredHash = request.Headers["x-amz-content-sha256"];
        var actualHash = isS3 && declaredHash is { Length: not 64 } ? null : HexSha256(body.Span);
        var payloadHash = isS3
            ? declaredHash ?? (claim.Presigned ? UnsignedPayload : actualHash!)
            : actualHash!;

        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = new CanonicalRequest(
            request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            request.Headers,
            claim.SignedHeaders,
            payloadHash,
            EncodesPathOnce: isS3);

        var key = _keys.Get(credential.SecretAccessKey, claim.Scope);
        Span<byte> expected = stackalloc byte[32];
        canonical.Sign(key, claim.Timestamp, claim.Scope, expected);
        if (!MatchesHex(expected, claim.Signature))
        {
            return new(
                SignatureFaultKind.Mismatch,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                + "Access Key and signing method. Consult the service documentation for details.");
        }

        if (isS3 && declaredHash is { Length: 64 } && declaredHash != actualHash)
        {
            return new(
                SignatureFaultKind.BodyMismatch,
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        return new SignatureVerdict(
            credential.Owner,
            new SignatureContext(key, claim.Timestamp, claim.Scope.ToString(), claim.Signature, declaredHash));
    }

    private SignatureVerdict? CheckScope(SignatureClaim claim, string signingName)
    {
        var detail = claim.Scope switch
        {
            { Terminator: not CredentialScope.Aws4Request } =>
                $"Credential should be scoped with a valid terminator: 'aws4_request', not '{claim.Scope.Terminator}'.",
            var s when s.Service != signingName =>
                $"Credential should be scoped to correct service: '{signingName}'.",
            var s when s.Region != scope.Region =>
                $"Credential should be scoped to a valid region, not '{s.Region}': this host plays '{scope.Region}'.",
            var s when !claim.Timestamp.StartsWith(s.Date, StringComparison.Ordinal) =>
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{s.Date}' != '{claim.Timestamp.AsSpan(0, Math.Min(8, claim.Timestamp.Length))}'.",
            _ => null,
        };
        return detail is null ? null : new SignatureVerdict(SignatureFaultKind.WrongScope, detail);
    }

    /// <summary>Services allow five minutes of skew, S3 fifteen; a presigned URL lives for its time.</summary>
    private SignatureVerdict? CheckDate(SignatureClaim claim, string signingName)
    {
        if (!DateTimeOffset.TryParseExact(
            claim.Timestamp,
            TimestampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var signedAt))
        {
            return new(
                SignatureFaultKind.Incomplete,
                $"Date must be in ISO-8601 'basic format'. Got '{claim.Timestamp}'. "
                + "See http://en.wikipedia.org/wiki/ISO_8601");
        }

        var now = time.GetUtcNow();
        var skew = TimeSpan.FromMinutes(signingName == "s3" ? 15 : 5);
        if (now - signedAt > (claim.Expires ?? skew))
        {
            return claim.Presigned
                ? new(SignatureFaultKind.UrlExpired, "Request has expired")
                : new(
                    SignatureFaultKind.Expired,
                    $"Signature expired: {claim.Timestamp} is now earlier than {Format(now - skew)} "
                    + $"({Format(now)} - {skew.TotalMinutes} min.)");
        }

        return signedAt - now > skew
            ? new(
                SignatureFaultKind.Expired,
                $"Signature not yet current: {claim.Timestamp} is still later than {Format(now + skew)} "
                + $"({Format(now)} + {skew.TotalMinutes} min.)")
            : null;
    }

    private static bool HasSessionToken(HttpRequest request, SignatureClaim claim, string? issued)
    {
        string? given = claim.Presigned
            ? request.Query["X-Amz-Security-Token"]
            : request.Headers["x-amz-security-token"];
        return issued is null
            ? string.IsNullOrEmpty(given)
            : given is not null && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(issued), Encoding.UTF8.GetBytes(given));
    }

    private static bool MatchesHex(ReadOnlySpan<byte> expected, string signature)
    {
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static string HexSha256(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static string Format(DateTimeOffset at) =>
        at.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
}

/// <summary>Either who signed, or what is wrong with the signature.</summary>
internal readonly record struct SignatureVerdict
{
    public SignatureVerdict(SignatureFaultKind kind, string detail) => Fault = new SignatureFault(kind, detail);

    public SignatureVerdict(Principal caller, SignatureContext? signature)
    {
        Caller = caller;
        Signature = signature;
    }

    public SignatureFault? Fault { get; }

    public Principal? Caller { get; }

    public SignatureContext? Signature { get; }
}
