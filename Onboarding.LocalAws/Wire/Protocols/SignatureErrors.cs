using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// What the families answer for a request that is not authentic.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html and the
/// "Common Errors" page of each API reference.
/// </summary>
internal static class SignatureErrors
{
    /// <summary>JSON 1.x services answer 400.</summary>
    public static AwsError Json(SignatureFault fault) => new(Code(fault.Kind), 400, fault.Detail);

    /// <summary>REST-JSON services (Lambda, SES v2) answer 403.</summary>
    public static AwsError RestJson(SignatureFault fault) => new(Code(fault.Kind), 403, fault.Detail);

    /// <summary>Codes of the front end that all JSON services share, not of the service's own model.</summary>
    public static bool IsShared(string code) =>
        code is "UnrecognizedClientException" or "ExpiredTokenException" or "InvalidSignatureException"
            or "IncompleteSignatureException" or "MissingAuthenticationTokenException"
            or "UnknownOperationException" or "SerializationException" or "AccessDeniedException"
            or "ValidationException";

    private static string Code(SignatureFaultKind kind) => kind switch
    {
        SignatureFaultKind.Missing => "MissingAuthenticationTokenException",
        SignatureFaultKind.Incomplete or SignatureFaultKind.Version2 or SignatureFaultKind.MalformedUrl
            or SignatureFaultKind.MissingContentHash =>
            "IncompleteSignatureException",
        SignatureFaultKind.UnknownKey or SignatureFaultKind.WrongToken => "UnrecognizedClientException",
        SignatureFaultKind.ExpiredToken => "ExpiredTokenException",
        SignatureFaultKind.HeadersNotSigned or SignatureFaultKind.Mismatch or SignatureFaultKind.Expired
            or SignatureFaultKind.UrlExpired
            or SignatureFaultKind.BodyMismatch or SignatureFaultKind.WrongScope => "InvalidSignatureException",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
