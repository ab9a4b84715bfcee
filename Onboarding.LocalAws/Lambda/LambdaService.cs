using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Operations;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda;

/// <summary>The Lambda API (REST-JSON): invoking functions, looking at them and at their event sources.</summary>
internal sealed class LambdaService(
    LambdaFunctions functions, AsyncInvoker asynchronous, EventSourceMappings mappings) : IAwsService
{
    public string Name => "Lambda";

    public string SigningName => "lambda";

    public string? TargetPrefix => null;

    public IErrorProtocol Errors { get; } =
        new RestJsonErrorProtocol("Message", writesType: true) { InternalError = LambdaErrors.Service };

    /// <summary>Invoke's limit, which has an error of its own, is a little lower.</summary>
    public int BodySizeBytesMax => Invoke.PayloadSizeBytesMax + 1024;

    public bool Recognises(HttpRequest request) => request.Path.StartsWithSegments("/2015-03-31");

    public ValueTask HandleAsync(AwsRequest request)
    {
        var method = request.Http.Request.Method;
        var parts = request.Http.Request.Path.Value!.Trim('/').Split('/');
        return (method, parts) switch
        {
            ("POST", ["2015-03-31", "functions", var name, "invocations"]) =>
                Do(request, "Invoke", () => Invoke.HandleAsync(request, functions, asynchronous, Parse(name))),
            ("GET", ["2015-03-31", "functions"]) =>
                Do(request, "ListFunctions", () => ListFunctions.HandleAsync(request, functions)),
            ("GET", ["2015-03-31", "functions", var name]) =>
                Do(request, "GetFunction", () => GetFunction.HandleAsync(request, functions, Parse(name))),
            ("GET", ["2015-03-31", "functions", var name, "configuration"]) => Do(
                request,
                "GetFunctionConfiguration",
                () => GetFunctionConfiguration.HandleAsync(request, functions, Parse(name))),
            ("GET", ["2015-03-31", "event-source-mappings"]) => Do(
                request, "ListEventSourceMappings", () => ListEventSourceMappings.HandleAsync(request, mappings)),
            ("GET", ["2015-03-31", "event-source-mappings", var uuid]) => Do(
                request, "GetEventSourceMapping", () => GetEventSourceMapping.HandleAsync(request, mappings, uuid)),
            ("PUT", ["2015-03-31", "event-source-mappings", var uuid]) => Do(
                request,
                "UpdateEventSourceMapping",
                () => UpdateEventSourceMapping.HandleAsync(request, mappings, uuid)),
            _ => throw new AwsException(Unsupported.Operation(Name, $"{method} {request.Http.Request.Path}")),
        };
    }

    private ValueTask Do(AwsRequest request, string operation, Func<ValueTask> handle)
    {
        request.NameOperation(Name, operation);
        return handle();
    }

    private static Model.FunctionName Parse(string segment)
    {
        var text = Uri.UnescapeDataString(segment);
        return Model.FunctionName.TryParse(text, out var name)
            ? name.Value
            : throw new AwsException(LambdaErrors.InvalidFunctionName(text));
    }
}
