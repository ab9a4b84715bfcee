using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>The members that the events of integrations and of authorizers share in payload format 2.0.</summary>
internal static class EventMembers
{
    /// <summary>Everything that both say of a request, its body apart.</summary>
    public static void WriteRequest(Utf8JsonWriter writer, GatewayRequest request)
    {
        writer.WriteString("routeKey"u8, request.Match.Route.RouteKey);
        writer.WriteString("rawPath"u8, request.Path.Decoded);
        writer.WriteString("rawQueryString"u8, request.Http.QueryString.Value?.TrimStart('?') ?? "");
        WriteCookies(writer, request.Http.Headers.Cookie);
        WriteHeaders(writer, request);
        WriteQuery(writer, request.Http.QueryString);
        WriteRequestContext(writer, request);
        WritePathParameters(writer, request.Match);
        WriteStageVariables(writer, request.Api.StageVariables);
    }

    public static void WritePathParameters(Utf8JsonWriter writer, RouteMatch match)
    {
        if (match.Names.Length == 0)
        {
            return;
        }

        writer.WriteStartObject("pathParameters"u8);
        for (var i = 0; i < match.Names.Length; i++)
        {
            writer.WriteString(match.Names[i], match.Values[i]);
        }

        writer.WriteEndObject();
    }

    public static void WriteStageVariables(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("stageVariables"u8);
        foreach (var (name, value) in variables)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    public static string SourceIp(HttpRequest request)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress;
        return address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    private static void WriteCookies(Utf8JsonWriter writer, StringValues cookies)
    {
        if (cookies.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("cookies"u8);
        foreach (var header in cookies)
        {
            foreach (var cookie in header!.Split(';', StringSplitOptions.TrimEntries
                | StringSplitOptions.RemoveEmptyEntries))
            {
                writer.WriteStringValue(cookie);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, GatewayRequest request)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in request.Http.Headers)
        {
            var lower = name.ToLowerInvariant();
            if (lower == "cookie" || request.GatewayHeaders.ContainsKey(lower))
            {
                continue;
            }

            writer.WriteString(lower, values.Count == 1 ? values[0] : string.Join(',', values.ToArray()));
        }

        foreach (var (name, value) in request.GatewayHeaders)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, QueryString query)
    {
        if (query.Value is not { Length: > 1 } text)
        {
            return;
        }

        var parameters = new List<(string Name, string Value)>();
        foreach (var pair in new QueryStringEnumerable(text))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            var known = parameters.FindIndex(parameter => parameter.Name == name);
            if (known < 0)
            {
                parameters.Add((name, value));
            }
            else
            {
                parameters[known] = (name, $"{parameters[known].Value},{value}");
            }
        }

        if (parameters.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("queryStringParameters"u8);
        foreach (var (name, value) in parameters)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequestContext(Utf8JsonWriter writer, GatewayRequest request)
    {
        var domain = request.Http.Host.Host;
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, request.AccountId);
        writer.WriteString("apiId"u8, request.Api.ApiId);
        if (!request.AuthorizerContext.IsEmpty)
        {
            writer.WritePropertyName("authorizer"u8);
            writer.WriteRawValue(request.AuthorizerContext.Span, skipInputValidation: true);
        }

        writer.WriteString("domainName"u8, domain);
        writer.WriteString("domainPrefix"u8, domain.Split('.')[0]);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, request.Http.Method);
        writer.WriteString("path"u8, request.Path.Decoded);
        writer.WriteString("protocol"u8, request.Http.Protocol);
        writer.WriteString("sourceIp"u8, SourceIp(request.Http));
        writer.WriteString("userAgent"u8, request.Http.Headers.UserAgent.ToString());
        writer.WriteEndObject();
        writer.WriteString("requestId"u8, request.RequestId);
        writer.WriteString("routeKey"u8, request.Match.Route.RouteKey);
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteString(
            "time"u8, request.Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeEpoch"u8, request.Time.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }
}
