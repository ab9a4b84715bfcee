using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Wire;

/// <summary>The response of one request, with the request id that error bodies repeat.</summary>
internal readonly record struct AwsResponse(HttpContext Http, string RequestId)
{
    /// <summary>Sends a whole body at once: one write, with its length known.</summary>
    public async ValueTask SendAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        await AnswerGate.PassAsync(Http);
        var response = Http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!body.IsEmpty && !HttpMethods.IsHead(Http.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, Http.RequestAborted);
        }
    }
}
