using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// Invoke: runs a function now, or queues its event
/// (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
/// </summary>
internal static class Invoke
{
    /// <summary>6 MB, for a synchronous invocation.</summary>
    public const int PayloadSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax;

    /// <summary>
    /// 1 MB, for an asynchronous one (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    /// </summary>
    private const int EventSizeBytesMax = 1024 * 1024;

    public static ValueTask HandleAsync(
        AwsRequest request, LambdaFunctions functions, AsyncInvoker asynchronous, FunctionName name)
    {
        var headers = request.Http.Request.Headers;
        var type = headers["X-Amz-Invocation-Type"].ToString();
        var logType = headers["X-Amz-Log-Type"].ToString();
        Validate(type, logType, request.Body, type == "Event" ? EventSizeBytesMax : PayloadSizeBytesMax);
        var function = FunctionLookup.Require(functions, name, request);
        return type switch
        {
            "DryRun" => Respond(request, 204, ReadOnlyMemory<byte>.Empty),
            "Event" => Accept(request, function, asynchronous),
            _ => RunAsync(request, functions, function, name.Qualifier, logType == "Tail"),
        };
    }

    /// <summary>Queues the event: 202, and whoever wants to know more has destinations.</summary>
    private static ValueTask Accept(AwsRequest request, FunctionDefinition function, AsyncInvoker asynchronous) =>
        asynchronous.TryAccept(function, request.RequestId, PayloadOf(request), CallerOf(request))
            ? Respond(request, 202, ReadOnlyMemory<byte>.Empty)
            : throw new AwsException(LambdaErrors.TooManyRequests("CallerRateLimitExceeded"));

    /// <summary>The request's buffer is pooled, and an invocation outlives a caller that hangs up.</summary>
    private static byte[] PayloadOf(AwsRequest request) =>
        request.Body.IsEmpty ? "{}"u8.ToArray() : request.Body.ToArray();

    private static CallerContext CallerOf(AwsRequest request)
    {
        var clientContext = request.Http.Request.Headers["X-Amz-Client-Context"].ToString();
        return clientContext.Length == 0 && request.Caller.CognitoIdentity is null
            ? CallerContext.None
            : new CallerContext(
                clientContext.Length == 0 ? null : DecodeClientContext(clientContext),
                request.Caller.CognitoIdentity?.ToJson());
    }

    private static void Validate(string type, string logType, ReadOnlyMemory<byte> payload, int sizeBytesMax)
    {
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
        {
            throw new AwsException(LambdaErrors.InvalidParameter($"Invalid invocation type: {type}"));
        }

        if (logType is not ("" or "None" or "Tail"))
        {
            throw new AwsException(LambdaErrors.InvalidParameter($"Invalid log type: {logType}"));
        }

        if (payload.Length > sizeBytesMax)
        {
            throw new AwsException(LambdaErrors.PayloadTooLarge(sizeBytesMax));
        }

        RequireJson(payload.Span);
    }

    private static void RequireJson(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return;
        }

        var json = new Utf8JsonReader(payload, JsonWire.ReaderOptions with { MaxDepth = 1000 });
        try
        {
            while (json.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new AwsException(LambdaErrors.PayloadIsNotJson(e.Message));
        }
    }

    private static async ValueTask RunAsync(
        AwsRequest request, LambdaFunctions functions, FunctionDefinition function, string? qualifier, bool wantsLog)
    {
        var invocation = new InvokeRequest
        {
            Payload = PayloadOf(request),
            RequestId = request.RequestId,
            Caller = CallerOf(request),
            Qualifier = qualifier,
            WantsLogTail = wantsLog,
        };
        var result = await functions.InvokeAsync(function.Name, invocation, request.Aborted)
            ?? throw new AwsException(LambdaErrors.FunctionNotFound(functions.ArnOf(function.Name)));
        var headers = request.Http.Response.Headers;
        switch (result.Status)
        {
            case InvokeStatus.ThrottledByReservedConcurrency:
                throw new AwsException(
                    LambdaErrors.TooManyRequests("ReservedFunctionConcurrentInvocationLimitExceeded"));
            case InvokeStatus.ThrottledByAccount:
                throw new AwsException(LambdaErrors.TooManyRequests("ConcurrentInvocationLimitExceeded"));
            case InvokeStatus.HostStopping:
                throw new AwsException(LambdaErrors.ServiceStopping);
            case InvokeStatus.FunctionError:
                headers["X-Amz-Function-Error"] = "Unhandled";
                break;
            case InvokeStatus.Succeeded:
                break;
        }

        headers["X-Amz-Executed-Version"] = "$LATEST";
        if (wantsLog)
        {
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(result.LogTail));
        }

        await Respond(request, 200, result.Payload);
    }

    /// <summary>The header is base64 of JSON; the runtime gets the JSON.</summary>
    private static string DecodeClientContext(string base64)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64)).ReplaceLineEndings(" ");
        }
        catch (FormatException)
        {
            throw new AwsException(
                LambdaErrors.PayloadIsNotJson("Client context must be a valid Base64-encoded JSON."));
        }
    }

    private static ValueTask Respond(AwsRequest request, int status, ReadOnlyMemory<byte> payload) =>
        request.Response.SendAsync(status, "application/json", payload);
}
