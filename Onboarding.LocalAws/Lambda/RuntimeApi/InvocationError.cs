using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>
/// <c>POST /runtime/invocation/{id}/error</c>: the function failed. The document reaches the caller as it is, with
/// <c>X-Amz-Function-Error: Unhandled</c>: runtimes that speak this API cannot report a handled error.
/// </summary>
internal static class InvocationError
{
    public static async ValueTask HandleAsync(RuntimeCall call, string requestId)
    {
        var (document, fault) = await ErrorDocument.ReadAsync(call);
        if (document is null)
        {
            await fault!.WriteAsync(call.Http);
            return;
        }

        var result = call.Pool.End(call.Environment, requestId, InvokeStatus.FunctionError, document);
        await RuntimeResponses.WriteAsync(call, result, "InvocationErrorResponse");
    }
}
