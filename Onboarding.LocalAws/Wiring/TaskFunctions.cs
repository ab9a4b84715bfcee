using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// Functions as Task states run them: by their ARN, where the result is what the function returned, and by
/// <c>lambda:invoke</c> (https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html), where that is its
/// <c>Payload</c>.
/// </summary>
internal sealed class TaskFunctions(LambdaFunctions functions, AsyncInvoker invoker, RandomSource random)
{
    private static readonly SdkErrors Errors = new(
        "Lambda",
        "AWSLambda",
        "AWSLambdaException",
        "ResourceNotFoundException",
        "TooManyRequestsException",
        "InvalidRequestContentException");

    /// <summary>What lambda:invoke can have and is not done.</summary>
    private static readonly string[] Refused = ["ClientContext", "LogType"];

    public async Task<JsonElement> InvokeAsync(string functionArn, JsonElement payload, CancellationToken stop) =>
        Returned(await RunAsync(functionArn, qualifier: null, payload, stop));

    /// <param name="parameters"><c>{"FunctionName":…,"Payload":…}</c></param>
    public async Task<JsonElement> CallAsync(JsonElement parameters, CancellationToken stop)
    {
        if (parameters.ValueKind != JsonValueKind.Object || Text(parameters, "FunctionName") is not { } function)
        {
            throw new StatesException(
                StatesErrors.Runtime, "The Parameters of lambda:invoke must have the field FunctionName.");
        }

        if (Refused.FirstOrDefault(name => parameters.TryGetProperty(name, out _)) is { } refused)
        {
            throw new StatesException(
                StatesErrors.Runtime, $"not supported by Onboarding.LocalAws: {refused} in lambda:invoke");
        }

        var payload = parameters.TryGetProperty("Payload"u8, out var given) ? given : JsonValue.EmptyObject;
        return Text(parameters, "InvocationType") switch
        {
            null or "RequestResponse" => Response(
                200, await RunAsync(function, Text(parameters, "Qualifier"), payload, stop)),
            "Event" => Accept(function, payload),
            var type => throw new StatesException(
                StatesErrors.Runtime, $"not supported by Onboarding.LocalAws: InvocationType {type} in lambda:invoke"),
        };
    }

    private async Task<InvokeResult> RunAsync(
        string function, string? qualifier, JsonElement payload, CancellationToken stop)
    {
        var name = Find(function);
        var result = await functions.InvokeAsync(
            name.Name,
            new InvokeRequest { Payload = JsonText.Of(payload), Qualifier = qualifier ?? name.Qualifier },
            stop);
        return result?.Status switch
        {
            null => throw NotFound(function),
            InvokeStatus.Succeeded => result,
            InvokeStatus.FunctionError => throw Failed(result.Payload),
            InvokeStatus.ThrottledByReservedConcurrency or InvokeStatus.ThrottledByAccount =>
                throw Errors.Of("TooManyRequestsException", 429, "Rate Exceeded.", result.RequestId),
            // The task is not over: the next process makes it again.
            InvokeStatus.HostStopping => throw new OperationCanceledException("The host stops."),
            _ => throw new UnreachableException(),
        };
    }

    private JsonElement Accept(string function, JsonElement payload)
    {
        var requestId = random.NextGuid().ToString();
        if (functions.Find(Find(function).Name) is not { } pool)
        {
            throw NotFound(function);
        }

        return invoker.TryAccept(pool.Function, requestId, JsonText.Of(payload), CallerContext.None)
            ? Response(202, new InvokeResult(InvokeStatus.Succeeded, requestId, default))
            : throw Errors.Of("TooManyRequestsException", 429, "Rate Exceeded.", requestId);
    }

    private FunctionName Find(string function) =>
        FunctionName.TryParse(function, out var name) ? name.Value : throw NotFound(function);

    private StatesException NotFound(string function) => Errors.Of(
        "ResourceNotFoundException",
        404,
        "Function not found: "
            + (FunctionName.TryParse(function, out var name) ? functions.ArnOf(name.Value.Name) : function),
        random.NextGuid().ToString());

    /// <summary>
    /// The function's own error; one that Lambda tells without a type is Lambda.Unknown
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html; the words are recorded).
    /// </summary>
    private static StatesException Failed(ReadOnlyMemory<byte> payload)
    {
        var cause = Encoding.UTF8.GetString(payload.Span);
        return Read(payload) is { ValueKind: JsonValueKind.Object } document && Text(document, "errorType") is { } type
            ? new StatesException(type, cause)
            : new StatesException(
                "Lambda.Unknown",
                "The cause could not be determined because Lambda did not return an error type. "
                    + $"Returned payload: {cause}");
    }

    private static JsonElement Returned(InvokeResult result) => Read(result.Payload)
        ?? throw new StatesException(StatesErrors.Runtime, "The function returned what is not JSON.");

    private static JsonElement? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return payload.IsEmpty ? JsonValue.Null : JsonValue.Parse(payload.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Response(int status, InvokeResult result) => JsonValue.Parse(JsonWire.Object(json =>
    {
        json.WriteString("ExecutedVersion", "$LATEST");
        json.WritePropertyName("Payload");
        Returned(result).WriteTo(json);
        SdkMetadata.Write(
            json,
            result.RequestId,
            [new("Content-Type", "application/json"), new("x-amzn-RequestId", result.RequestId)]);
        json.WriteNumber("StatusCode", status);
    }));

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
