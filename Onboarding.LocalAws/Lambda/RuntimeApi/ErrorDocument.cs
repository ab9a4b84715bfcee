using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>The body that reports an error: <c>{"errorType":"…","errorMessage":"…","stackTrace":[…]}</c>.</summary>
internal static class ErrorDocument
{
    /// <returns>The document, or what is to be answered where it cannot be read.</returns>
    public static async ValueTask<(byte[]? Document, RuntimeApiError? Fault)> ReadAsync(RuntimeCall call)
    {
        var http = call.Http;
        var room = await call.TakeRoomAsync();
        using var taken = room.GetValueOrDefault();
        if (room is null)
        {
            return (null, RuntimeApiErrors.Unavailable);
        }

        var read = await RequestBody.ReadAsync(
            http.Request, FunctionErrors.ResponseSizeBytesMax, http.RequestAborted);
        if (read is not { } body)
        {
            return (null, RuntimeApiErrors.EntityTooLarge);
        }

        using (body)
        {
            // "Lambda's default behavior is to use the Lambda-Runtime-Function-Error-Type header value to construct an
            // error response when error payload is not provided", says the API's specification.
            var document = body.Bytes.IsEmpty
                ? FunctionErrors.WithoutBody(http.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString())
                : body.Bytes.ToArray();
            return (document, null);
        }
    }
}
