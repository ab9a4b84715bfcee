using System.Globalization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary><c>GET /runtime/invocation/next</c>: waits, without an end, for the function's next event.</summary>
internal static class Next
{
    public static async ValueTask HandleAsync(RuntimeCall call)
    {
        var http = call.Http;
        var aborted = http.RequestAborted;
        if (await call.Pool.NextAsync(call.Environment, aborted) is { } invocation)
        {
            if (aborted.IsCancellationRequested)
            {
                call.Pool.GiveBack(invocation);
                return;
            }

            SetHeaders(http.Response.Headers, invocation);
            await new AwsResponse(http, invocation.RequestId).SendAsync(200, "application/json", invocation.Payload);
        }
        else
        {
            await RefuseAsync(http, call.Environment, aborted);
        }
    }

    private static async Task RefuseAsync(
        HttpContext http, ExecutionEnvironment? environment, CancellationToken aborted)
    {
        if (environment is { State: EnvironmentState.Ended })
        {
            // It is being killed, and any answer would only make it complain about us before it dies.
            await environment.Running.WaitAsync(aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!aborted.IsCancellationRequested)
        {
            var error = environment is { State: not EnvironmentState.Ended }
                ? RuntimeApiErrors.StateTransition(environment.State, "Ready")
                : RuntimeApiErrors.EnvironmentEnded;
            await error.WriteAsync(http);
        }
    }

    private static void SetHeaders(IHeaderDictionary headers, Invocation invocation)
    {
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceHeader;
        if (invocation.Caller.ClientContext is { } clientContext)
        {
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        }

        if (invocation.Caller.CognitoIdentity is { } cognitoIdentity)
        {
            headers["Lambda-Runtime-Cognito-Identity"] = cognitoIdentity;
        }
    }
}
