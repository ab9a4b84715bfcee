using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Answers <c>Expect: 100-continue</c> of a request without content. Kestrel sends "100 Continue" once a body is read,
/// so for an empty one never; AWS sends it always, and botocore relies on that: it asks for it with every PUT to S3,
/// takes a final answer in its place for one without a body to send, and then reads the next answer of that connection
/// as if its status line had come already, which ends in a read time-out after 60 s
/// (https://github.com/boto/botocore/blob/develop/botocore/awsrequest.py).
/// </summary>
/// <remarks>
/// It is written to the connection itself, since the server has no way to send an informational response. Nothing else
/// writes then: the answer before was flushed before this request began, and this one's begins later.
/// </remarks>
internal static class ExpectContinue
{
    private static readonly ReadOnlyMemory<byte> Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    /// <summary>Does nothing for the common request, which expects nothing.</summary>
    public static ValueTask<FlushResult> AnswerAsync(HttpContext http) =>
        IsOfEmptyBody(http.Request) && http.Features.Get<EdgeConnection>() is { Context: var connection }
            ? connection.Transport.Output.WriteAsync(Continue, http.RequestAborted)
            : default;

    private static bool IsOfEmptyBody(HttpRequest request) =>
        request.Headers.Expect.Count > 0
        && request.ContentLength is (null or 0)
        && request.Headers.TransferEncoding.Count == 0
        && HttpProtocol.IsHttp11(request.Protocol)
        && request.Headers.Expect.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase);
}
