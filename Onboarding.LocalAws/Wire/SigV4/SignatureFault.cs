namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>Why a request is not authentic. Each protocol family has its own code and text for each kind.</summary>
internal enum SignatureFaultKind
{
    /// <summary>Neither an Authorization header nor signed query parameters.</summary>
    Missing,

    /// <summary>The Authorization header or the signed query cannot be parsed, or a part is absent.</summary>
    Incomplete,

    /// <summary>Signed with Signature Version 2 in a header, as old S3 clients do.</summary>
    Version2,

    /// <summary>Of a URL that is presigned with Signature Version 2 a part is absent or cannot be read.</summary>
    MalformedUrl,

    /// <summary>S3's <c>x-amz-content-sha256</c> is absent.</summary>
    MissingContentHash,

    /// <summary>No such access key.</summary>
    UnknownKey,

    /// <summary>The session token is not the one issued with the access key.</summary>
    WrongToken,

    /// <summary>The temporary credentials have outlived their time.</summary>
    ExpiredToken,

    /// <summary>The signature leaves out headers that change what it is good for.</summary>
    HeadersNotSigned,

    /// <summary>The signature is not the one that we calculate.</summary>
    Mismatch,

    /// <summary>The request's date is more than the allowed skew away.</summary>
    Expired,

    /// <summary>A presigned URL has outlived its time.</summary>
    UrlExpired,

    /// <summary>The body is not the one whose SHA-256 was signed.</summary>
    BodyMismatch,

    /// <summary>The scope names another region or ends in something other than aws4_request.</summary>
    WrongScope,
}

/// <param name="Detail">AWS's text for the caller; it never holds a secret or a computed signature.</param>
internal sealed record SignatureFault(SignatureFaultKind Kind, string Detail)
{
    /// <summary>Lower-case names; empty but for <see cref="SignatureFaultKind.HeadersNotSigned"/>.</summary>
    public IReadOnlyList<string> HeadersNotSigned { get; init; } = [];

    /// <summary>Null but where the scope names another region.</summary>
    public WrongRegion? Region { get; init; }
}

/// <summary>The region of a scope, and that of the host.</summary>
internal sealed record WrongRegion(string Given, string Expected, bool IsPresigned);

/// <summary>A verified signature, and what is needed to verify the chunks of a streamed body after it.</summary>
/// <param name="SigningKey">The derived key (32 bytes).</param>
/// <param name="Timestamp">ISO basic: <c>20261120T120000Z</c>.</param>
/// <param name="Scope"><c>20261120/us-east-1/s3/aws4_request</c>.</param>
/// <param name="Signature">64 lower-case hex digits: the seed of chunk signatures.</param>
/// <param name="ContentSha256">
/// What was signed as the body's hash: 64 hex digits, or one of S3's words such as <c>UNSIGNED-PAYLOAD</c>.
/// </param>
internal sealed record SignatureContext(
    byte[] SigningKey, string Timestamp, string Scope, string Signature, string ContentSha256);
