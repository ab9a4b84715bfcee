using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>Decides who calls: the verified signer, or root for every caller where signatures are off.</summary>
internal sealed class EdgeAuthenticator(
    SigV4Verifier verifier, SigV2Verifier presigned, CredentialStore credentials, bool verifies, CredentialHint hint)
{
    /// <summary>Everything that the head of a request tells. <see cref="CheckBody"/> is to follow.</summary>
    public SignatureVerdict CheckHead(
        HttpRequest request, SignatureClaim? claim, SignatureFault? fault, IAwsService service)
    {
        if (!service.NeedsSignature(request))
        {
            return new SignatureVerdict(Principal.Anonymous, signature: null);
        }

        if (!verifies)
        {
            return new SignatureVerdict(CallerWithoutProof(claim), signature: null);
        }

        if (claim is null && SignatureClaim.IsVersion2(request))
        {
            return request.Headers.Authorization.Count == 0
                ? Hinted(presigned.Verify(request))
                : new SignatureVerdict(
                    SignatureFaultKind.Version2,
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }

        if (fault is not null)
        {
            return new SignatureVerdict(fault.Kind, fault.Detail);
        }

        return claim is null
            ? new SignatureVerdict(SignatureFaultKind.Missing, "Request is missing Authentication Token")
            : Hinted(verifier.VerifyHead(request, claim, service.SigningName));
    }

    /// <param name="head">What <see cref="CheckHead"/> has found; not a fault.</param>
    public SignatureVerdict CheckBody(
        HttpRequest request,
        SignatureClaim? claim,
        SignatureVerdict head,
        ReadOnlySpan<byte> body,
        IAwsService service) =>
        claim is not null && (head.Pending is not null || head.Signature is not null)
            ? Hinted(verifier.VerifyBody(request, claim, head, body, service.SigningName))
            : head;

    private SignatureVerdict Hinted(SignatureVerdict verdict)
    {
        if (verdict.Fault is { } fault)
        {
            hint.Tell(fault.Kind);
        }

        return verdict;
    }

    /// <summary>With signatures off a known key still says who calls, so that traces and logs stay useful.</summary>
    private Principal CallerWithoutProof(SignatureClaim? claim) =>
        claim is not null && credentials.TryFind(claim.AccessKeyId, out var credential)
            ? credential.Owner
            : credentials.Root.Owner;
}
