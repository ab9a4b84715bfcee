using System.Text;
using System.Text.Json;
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
    public const int PayloadSizeBytesMax = 6 * 1024 * 1024;

    public static ValueTask HandleAsync(AwsRequest request, LambdaFunctions functions, FunctionName name)
    {
        var headers = request.Http.Request.Headers;
        var type = headers["X-Amz-Invocation-Type"].ToString();
        var logType = headers["X-Amz-Log-Type"].ToString();
        Validate(type, logType, request.Body);
        var function = FunctionLookup.Require(functions, name, request);
        return type switch
        {
            "DryRun" => Respond(request, 204, ReadOnlyMemory<byte>.Empty),
            "Event" => throw new AwsException(Unsupported.Feature("Lambda", "Invoke", "InvocationType Event")),
            _ => RunAsync(request, functions, function, name.Qualifier, logType == "Tail"),
        };
    }

    private static void Validate(string type, string logType, ReadOnlyMemory<byte> payload)
    {
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
        {
            throw new AwsException(LambdaErrors.InvalidParameter($"Invalid invocation type: {type}"));
        }

        if (logType is not ("" or "None" or "Tail"))
        {
            throw new AwsException(LambdaErrors.InvalidParameter($"Invalid log type: {logType}"));
        }

        if (payload.Length > PayloadSizeBytesMax)
        {
            throw new AwsException(LambdaErrors.PayloadTooLarge(PayloadSizeBytesMax));
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
        var clientContext = request.Http.Request.Headers["X-Amz-Client-Context"].ToString();
        var invocation = new InvokeRequest
        {
            // The request's buffer is pooled, and an invocation outlives a caller that hangs up.
            Payload = request.Body.IsEmpty ? "{}"u8.ToArray() : request.Body.ToArray(),
            RequestId = request.RequestId,
            ClientContext = clientContext.Length == 0 ? null : DecodeClientContext(clientContext),
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
