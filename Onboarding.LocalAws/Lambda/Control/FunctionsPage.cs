using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Control;

/// <summary>
/// <c>GET /_localaws/functions</c> lists the functions' names; <c>GET /_localaws/functions/{name}/environment</c> is
/// the environment for a runtime that a developer starts, as Lambda would set it, credentials of its role included.
/// </summary>
internal sealed class FunctionsPage(LambdaFunctions functions) : IControlPage
{
    public string Segment => "functions";

    public string Summary => "functions, and the environment to run one by yourself";

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        var parts = (rest.Value ?? "").Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (http.Request.Method, parts) switch
        {
            ("GET", []) => SendAsync(http, WriteNames),
            ("GET", [var name, "environment"]) => SendEnvironmentAsync(http, name),
            _ => ControlEndpoint.RefuseAsync(http, 404, "GET functions[/{name}/environment]"),
        };
    }

    private ValueTask SendEnvironmentAsync(HttpContext http, string name)
    {
        if (functions.FindExternalVariables(name) is not { } variables)
        {
            return ControlEndpoint.RefuseAsync(http, 404, $"there is no function {name}");
        }

        http.Response.Headers.CacheControl = "no-store";
        return SendAsync(http, json =>
        {
            json.WriteStartObject();
            foreach (var (variable, value) in variables)
            {
                json.WriteString(variable, value);
            }

            json.WriteEndObject();
        });
    }

    private void WriteNames(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var function in functions.All)
        {
            json.WriteStringValue(function.Name);
        }

        json.WriteEndArray();
    }

    private static ValueTask SendAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            write(json);
        }

        return new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", body.WrittenMemory);
    }
}
