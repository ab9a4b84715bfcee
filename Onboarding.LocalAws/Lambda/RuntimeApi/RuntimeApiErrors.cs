using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>
/// What the Runtime API answers a runtime that errs. Texts: the runtime interface emulator's
/// (github.com/aws/aws-lambda-runtime-interface-emulator, lambda/rapi/rendering), unless marked as ours.
/// </summary>
internal static class RuntimeApiErrors
{
    public static RuntimeApiError InvalidRequestId { get; } = new(400, "Invalid request ID", "InvalidRequestID");

    public static RuntimeApiError EntityTooLarge { get; } = new(
        413,
        $"Exceeded maximum allowed payload size ({FunctionErrors.ResponseSizeBytesMax} bytes).",
        "RequestEntityTooLarge");

    /// <summary>Ours: in Lambda nothing runs any more that could still call.</summary>
    public static RuntimeApiError EnvironmentEnded { get; } =
        new(403, "This execution environment has ended.", "InvalidStateTransition");

    /// <summary>Ours: the documented API has a mode that this host does not do.</summary>
    public static RuntimeApiError Streaming { get; } = new(
        400, "not supported by Onboarding.LocalAws: response streaming.", "InvalidFunctionResponseMode");

    /// <summary>Ours: in Lambda each environment has a memory of its own.</summary>
    public static RuntimeApiError Unavailable { get; } =
        new(503, "This host has no memory for another body at the moment.", "ServiceUnavailable");

    /// <summary>Ours.</summary>
    public static RuntimeApiError Forbidden { get; } = new(403, "The Runtime API is not for web pages.", "Forbidden");

    /// <summary>Ours.</summary>
    public static RuntimeApiError NotFound { get; } = new(404, "There is no such Runtime API resource.", "NotFound");

    /// <summary>Ours.</summary>
    public static RuntimeApiError NoSuchFunction(string name, IEnumerable<string> known) => new(
        404, $"There is no function '{name}'; there are: {string.Join(", ", known)}.", "FunctionNotFound");

    /// <param name="to">The emulator's name of the state that the call asks for, for example <c>Ready</c>.</param>
    public static RuntimeApiError StateTransition(EnvironmentState from, string to) => new(
        403,
        $"State transition from {NameOf(from)} to {to} failed for runtime. Error: State transition is not allowed",
        "InvalidStateTransition");

    private static string NameOf(EnvironmentState state) => state switch
    {
        EnvironmentState.Initializing => "Started",
        EnvironmentState.Ready => "Ready",
        EnvironmentState.Busy => "Running",
        EnvironmentState.Finishing => "ResponseSent",
        EnvironmentState.Ended => "ExitedOrFailed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary><c>{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}</c></summary>
internal sealed record RuntimeApiError(
    [property: JsonIgnore] int Status,
    [property: JsonPropertyName("errorMessage")] string Message,
    [property: JsonPropertyName("errorType")] string Type)
{
    public ValueTask WriteAsync(HttpContext http) => new AwsResponse(http, "").SendAsync(
        Status, "application/json", JsonSerializer.SerializeToUtf8Bytes(this, RuntimeApiJson.Default.RuntimeApiError));
}

[JsonSerializable(typeof(RuntimeApiError))]
internal sealed partial class RuntimeApiJson : JsonSerializerContext;
