using System.Text;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary><c>POST /runtime/invocation/{id}/response</c>: the function's response.</summary>
internal static class InvocationResponse
{
    public static async ValueTask HandleAsync(RuntimeCall call, string requestId)
    {
        var request = call.Http.Request;
        if (request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming")
        {
            // The caller shall read why, instead of waiting for a time-out.
            await FailAsync(call, requestId, Document(RuntimeApiErrors.Streaming), RuntimeApiErrors.Streaming);
            return;
        }

        var room = await call.TakeRoomAsync();
        using var taken = room.GetValueOrDefault();
        if (room is null)
        {
            await RuntimeApiErrors.Unavailable.WriteAsync(call.Http);
            return;
        }

        var read = await RequestBody.ReadAsync(
            request, FunctionErrors.ResponseSizeBytesMax, call.Http.RequestAborted);
        if (read is not { } body)
        {
            await FailAsync(call, requestId, FunctionErrors.ResponseTooLarge(), RuntimeApiErrors.EntityTooLarge);
            return;
        }

        RuntimeCallResult result;
        using (body)
        {
            result = call.Pool.End(call.Environment, requestId, InvokeStatus.Succeeded, body.Bytes.ToArray());
        }

        await RuntimeResponses.WriteAsync(call, result, "InvocationResponse");
    }

    private static ValueTask FailAsync(RuntimeCall call, string requestId, byte[] document, RuntimeApiError error)
    {
        var result = call.Pool.End(call.Environment, requestId, InvokeStatus.FunctionError, document);
        return result == RuntimeCallResult.Accepted
            ? error.WriteAsync(call.Http)
            : RuntimeResponses.WriteAsync(call, result, "InvocationResponse");
    }

    private static byte[] Document(RuntimeApiError error) =>
        Encoding.UTF8.GetBytes($$"""{"errorType":"{{error.Type}}","errorMessage":"{{error.Message}}"}""");
}

/// <summary>The responses of every resource that takes a POST.</summary>
internal static class RuntimeResponses
{
    /// <param name="state">The emulator's name of the state that the call asks for.</param>
    public static ValueTask WriteAsync(RuntimeCall call, RuntimeCallResult result, string state) => result switch
    {
        RuntimeCallResult.Accepted => new AwsResponse(call.Http, "").SendAsync(
            202, "application/json", """{"status":"OK"}"""u8.ToArray()),
        RuntimeCallResult.InvalidRequestId => RuntimeApiErrors.InvalidRequestId.WriteAsync(call.Http),
        RuntimeCallResult.InvalidStateTransition => RuntimeApiErrors
            .StateTransition(call.Environment?.State ?? EnvironmentState.Ended, state).WriteAsync(call.Http),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
