using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Wire;

/// <summary>The response of one request, with the request id that error bodies repeat.</summary>
internal readonly record struct AwsResponse(HttpContext Http, string RequestId)
{
    /// <summary>A client that reads slowly makes us wait after so much, instead of buffering the rest for it.</summary>
    private const int WriteSizeBytesMax = 64 * 1024;

    /// <summary>Sends a whole body, with its length known; a small one in one write.</summary>
    public async ValueTask SendAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        await BeginAsync(status, contentType, body.Length);
        if (HttpMethods.IsHead(Http.Request.Method))
        {
            return;
        }

        while (!body.IsEmpty)
        {
            var count = Math.Min(body.Length, WriteSizeBytesMax);
            await Http.Response.BodyWriter.WriteAsync(body[..count], Http.RequestAborted);
            body = body[count..];
        }
    }

    /// <summary>For a body that is streamed: sets the head once the answer may be sent.</summary>
    public ValueTask BeginAsync(int status, string contentType, long sizeBytes)
    {
        var passed = ResponseGate.PassAsync(Http);
        if (!passed.IsCompletedSuccessfully)
        {
            return BeginLaterAsync(passed, status, contentType, sizeBytes);
        }

        SetHead(status, contentType, sizeBytes);
        return ValueTask.CompletedTask;
    }

    private async ValueTask BeginLaterAsync(Task passed, int status, string contentType, long sizeBytes)
    {
        await passed;
        SetHead(status, contentType, sizeBytes);
    }

    private void SetHead(int status, string contentType, long sizeBytes)
    {
        var response = Http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = sizeBytes;
    }
}
