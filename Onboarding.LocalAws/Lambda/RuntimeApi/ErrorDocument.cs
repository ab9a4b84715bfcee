using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>The body that reports an error: <c>{"errorType":"…","errorMessage":"…","stackTrace":[…]}</c>.</summary>
internal static class ErrorDocument
{
    /// <returns>The document; null where it is too large.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext http)
    {
        var read = await RequestBody.ReadAsync(
            http.Request, FunctionErrors.ResponseSizeBytesMax, http.RequestAborted);
        if (read is not { } body)
        {
            return null;
        }

        using (body)
        {
            // "Lambda's default behavior is to use the Lambda-Runtime-Function-Error-Type header value to construct an
            // error response when error payload is not provided", says the API's specification.
            return body.Bytes.IsEmpty
                ? FunctionErrors.WithoutBody(http.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString())
                : body.Bytes.ToArray();
        }
    }
}
