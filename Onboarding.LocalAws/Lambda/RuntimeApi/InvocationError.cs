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
        if (await ErrorDocument.ReadAsync(call.Http) is not { } document)
        {
            await RuntimeApiErrors.EntityTooLarge.WriteAsync(call.Http);
            return;
        }

        var answer = call.Pool.Answer(call.Environment, requestId, InvokeStatus.FunctionError, document);
        await Answers.WriteAsync(call, answer, "InvocationErrorResponse");
    }
}
