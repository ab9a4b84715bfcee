using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Verifies Signature Version 4 in headers and in presigned URLs. The checks run in AWS's order: form, key, scope,
/// date, signature, body. What the head of a request tells is checked before its body is read: that includes the
/// signature wherever the head has the hash of the body, as S3's always has and that of most SDKs for all services.
/// </summary>
internal sealed class SigV4Verifier(CredentialStore credentials, AwsScope scope, TimeProvider time)
{
    private const string S3Name = "s3";
    private const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string ContentHashHeader = "x-amz-content-sha256";

    private readonly SigningKeys _keys = new();

    /// <summary>Checks all that the head tells. <see cref="VerifyBody"/> is to follow.</summary>
    /// <param name="signingName">The service that the request was dispatched to, for example <c>s3</c>.</param>
    public SignatureVerdict VerifyHead(HttpRequest request, SignatureClaim claim, string signingName)
    {
        var (credential, fault) = credentials.FindSigner(
            claim.AccessKeyId,
            claim.Presigned ? request.Query["X-Amz-Security-Token"] : request.Headers["x-amz-security-token"]);
        if (credential is null)
        {
            return new SignatureVerdict(fault!);
        }

        if (CheckScope(claim, signingName) is { } scopeFault)
        {
            return scopeFault;
        }

        if (CheckDate(claim, signingName) is { } dateFault)
        {
            return dateFault;
        }

        if (SignedHeaderRules.Check(request.Headers, claim.SignedHeaders, signingName == S3Name) is { } headerFault)
        {
            return new SignatureVerdict(headerFault);
        }

        if (PayloadHash(request, claim, signingName == S3Name) is { } payloadHash)
        {
            return VerifySignature(request, claim, credential, payloadHash, signingName);
        }

        return signingName == S3Name
            ? new(
                SignatureFaultKind.MissingContentHash,
                "Missing required header for this request: " + ContentHashHeader)
            : SignatureVerdict.OnceBodyIsRead(credential);
    }

    /// <summary>Checks the body against what was signed.</summary>
    /// <param name="head">What <see cref="VerifyHead"/> has found; not a fault.</param>
    public SignatureVerdict VerifyBody(
        HttpRequest request, SignatureClaim claim, SignatureVerdict head, ReadOnlySpan<byte> body, string signingName)
    {
        if (head.Pending is { } credential)
        {
            return VerifySignature(request, claim, credential, HexSha256(body), signingName);
        }

        if (head.Signature?.ContentSha256 is not { Length: 64 } declared)
        {
            return head;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        // Only S3 compares with what was declared; the others hash the body themselves: their signature differs.
        return MatchesHex(hash, declared) ? head
            : signingName == S3Name
                ? new(
                    SignatureFaultKind.BodyMismatch,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.")
                : Mismatch();
    }

    /// <summary>The signature is not the one that the key makes.</summary>
    public static SignatureVerdict Mismatch() => new(
        SignatureFaultKind.Mismatch,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
        + "Access Key and signing method. Consult the service documentation for details.");

    /// <summary>In a time that tells nothing of the expected one.</summary>
    public static bool MatchesHex(ReadOnlySpan<byte> expected, string signature)
    {
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <returns>Null where only the body tells.</returns>
    private static string? PayloadHash(HttpRequest request, SignatureClaim claim, bool isS3)
    {
        string? declared = request.Headers[ContentHashHeader];
        return isS3 ? declared ?? (claim.Presigned ? UnsignedPayload : null)
            : declared is { Length: 64 } && SignedHeaderRules.Contains(claim.SignedHeaders, ContentHashHeader)
                ? declared
                : null;
    }

    private SignatureVerdict VerifySignature(
        HttpRequest request, SignatureClaim claim, Credential credential, string payloadHash, string signingName)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = new CanonicalRequest(
            request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            request.Headers,
            claim.SignedHeaders,
            payloadHash,
            EncodesPathOnce: signingName == S3Name);

        var key = _keys.Get(credential.SecretAccessKey, claim.Scope);
        Span<byte> expected = stackalloc byte[32];
        canonical.Sign(key, claim.Timestamp, claim.Scope, expected);
        if (!MatchesHex(expected, claim.Signature))
        {
            return Mismatch();
        }

        return new SignatureVerdict(
            credential.Owner,
            new SignatureContext(key, claim.Timestamp, claim.Scope.ToString(), claim.Signature, payloadHash));
    }

    private SignatureVerdict? CheckScope(SignatureClaim claim, string signingName)
    {
        if (claim.Scope.Terminator == CredentialScope.Aws4Request
            && claim.Scope.Service == signingName
            && claim.Scope.Region != scope.Region)
        {
            return new SignatureVerdict(new SignatureFault(
                SignatureFaultKind.WrongScope,
                $"Credential should be scoped to a valid region, not '{claim.Scope.Region}': this host plays "
                + $"'{scope.Region}'.")
            {
                Region = new WrongRegion(claim.Scope.Region, scope.Region, claim.Presigned),
            });
        }

        var detail = claim.Scope switch
        {
            { Terminator: not CredentialScope.Aws4Request } =>
                $"Credential should be scoped with a valid terminator: 'aws4_request', not '{claim.Scope.Terminator}'.",
            var s when s.Service != signingName =>
                $"Credential should be scoped to correct service: '{signingName}'.",
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

    private static string HexSha256(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static string Format(DateTimeOffset at) =>
        at.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
}

/// <summary>Who signed, or what is wrong with the signature, or that the body is needed to tell.</summary>
internal readonly record struct SignatureVerdict
{
    public SignatureVerdict(SignatureFaultKind kind, string detail)
        : this(new SignatureFault(kind, detail))
    {
    }

    public SignatureVerdict(SignatureFault fault) => Fault = fault;

    public SignatureVerdict(Principal caller, SignatureContext? signature)
    {
        Caller = caller;
        Signature = signature;
    }

    private SignatureVerdict(Credential pending)
    {
        Caller = pending.Owner;
        Pending = pending;
    }

    public SignatureFault? Fault { get; }

    /// <summary>Null only with a fault.</summary>
    public Principal? Caller { get; }

    /// <summary>The caller's, where the signature is still to be verified.</summary>
    public Credential? Pending { get; }

    public SignatureContext? Signature { get; }

    public static SignatureVerdict OnceBodyIsRead(Credential credential) => new(credential);
}
