using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// Invoke: runs a function now, or queues its event
/// (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
/// </summary>
internal sealed class Invoke(LambdaFunctions functions, AsyncInvoker asynchronous) : IRestJsonOperation
{
    /// <summary>6 MB, for a synchronous invocation.</summary>
    public const int PayloadSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax;

    /// <summary>
    /// 1 MB, for an asynchronous one (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    /// </summary>
    private const int EventSizeBytesMax = 1024 * 1024;

    public string Name => "Invoke";

    public RestJsonRoute Route { get; } = new("POST /2015-03-31/functions/{FunctionName}/invocations");

    public IReadOnlyList<Permission> Permissions { get; } = [new("lambda:InvokeFunction", LambdaResources.Function)];

    public OperationMembers Members { get; } = new(
        "FunctionName", "Qualifier", "InvocationType", "LogType", "ClientContext", "Payload")
    {
        Refused = ["DurableExecutionName", "TenantId"],
    };

    public bool HasPayload => true;

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var headers = call.Request.Http.Request.Headers;
        RefuseHeader(headers, "X-Amz-Durable-Execution-Name", "DurableExecutionName");
        RefuseHeader(headers, "X-Amz-Tenant-Id", "TenantId");
        var name = FunctionLookup.NameIn(call);
        var type = headers["X-Amz-Invocation-Type"].ToString();
        var logType = headers["X-Amz-Log-Type"].ToString();
        Validate(type, logType, call.Request.Body, type == "Event" ? EventSizeBytesMax : PayloadSizeBytesMax);
        var function = FunctionLookup.Require(functions, call, name);
        return type switch
        {
            "DryRun" => call.SendAsync(StatusCodes.Status204NoContent, payload: default),
            "Event" => AcceptAsync(call, function),
            _ => RunAsync(call, function, name.Qualifier, logType == "Tail", stop),
        };
    }

    private void RefuseHeader(IHeaderDictionary headers, string header, string member)
    {
        if (headers.ContainsKey(header))
        {
            throw LambdaErrors.OfMembers.Unsupported(Name, member);
        }
    }

    /// <summary>Queues the event and answers 202. How it ends is told to the function's destinations only.</summary>
    private ValueTask AcceptAsync(RestJsonCall call, FunctionDefinition function) =>
        asynchronous.TryAccept(function, call.Request.RequestId, PayloadOf(call.Request), CallerOf(call.Request))
            ? call.SendAsync(StatusCodes.Status202Accepted, payload: default)
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

    private async ValueTask RunAsync(
        RestJsonCall call, FunctionDefinition function, string? qualifier, bool wantsLog, CancellationToken stop)
    {
        var request = call.Request;
        var invocation = new InvokeRequest
        {
            Payload = PayloadOf(request),
            RequestId = request.RequestId,
            Caller = CallerOf(request),
            Qualifier = qualifier,
            WantsLogTail = wantsLog,
        };
        var result = await functions.InvokeAsync(function.Name, invocation, stop)
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

        await call.SendAsync(StatusCodes.Status200OK, result.Payload);
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
}
