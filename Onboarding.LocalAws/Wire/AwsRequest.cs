using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire;

/// <summary>One authenticated request as a service sees it. Lives for the request only.</summary>
internal sealed class AwsRequest
{
    public required HttpContext Http { get; init; }

    /// <summary>
    /// The whole body, in a pooled buffer: copy what outlives the request. Empty where the service streams it.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Who signed the request; the account's root where signatures are off.</summary>
    public required Principal Caller { get; init; }

    /// <summary>The UUID that the response carries as its request id.</summary>
    public required string RequestId { get; init; }

    /// <summary>How the request was signed, or null: S3's chunked bodies continue the signature.</summary>
    public SignatureContext? Signature { get; init; }

    /// <summary>The request's own server span, or null where spans are not recorded.</summary>
    public Activity? Span { get; init; }

    /// <summary>What it asks for, once a service knows.</summary>
    public string? Operation { get; private set; }

    public CancellationToken Aborted => Http.RequestAborted;

    public AwsResponse Response => new(Http, RequestId);

    /// <summary>Names the operation, in the request's span too, once a service knows which it is.</summary>
    public void NameOperation(string service, string operation)
    {
        Operation = operation;
        if (Span is { } span)
        {
            span.DisplayName = $"{service}/{operation}";
            span.SetTag("rpc.method", operation);
        }
    }
}
