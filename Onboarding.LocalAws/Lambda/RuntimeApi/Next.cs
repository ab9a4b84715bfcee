using System.Globalization;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary><c>GET /runtime/invocation/next</c>: waits, without an end, for the function's next event.</summary>
internal static class Next
{
    public static async ValueTask HandleAsync(RuntimeCall call)
    {
        var http = call.Http;
        var gone = http.RequestAborted;
        if (await call.Pool.NextAsync(call.Environment, gone) is { } invocation)
        {
            if (gone.IsCancellationRequested)
            {
                call.Pool.GiveBack(invocation);
                return;
            }

            SetHeaders(http.Response.Headers, invocation);
            await new AwsResponse(http, invocation.RequestId).SendAsync(200, "application/json", invocation.Payload);
        }
        else if (!gone.IsCancellationRequested)
        {
            var error = call.Environment is { State: not EnvironmentState.Ended } environment
                ? RuntimeApiErrors.StateTransition(environment.State, "Ready")
                : RuntimeApiErrors.EnvironmentEnded;
            await error.WriteAsync(http);
        }
    }

    private static void SetHeaders(Microsoft.AspNetCore.Http.IHeaderDictionary headers, Invocation invocation)
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
