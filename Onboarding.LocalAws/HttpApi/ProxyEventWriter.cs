using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The event of payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html). Members
/// without a value (cookies, query, path and stage variables, body) are absent, as AWS leaves them out.
/// </summary>
internal static class ProxyEventWriter
{
    private const int EnvelopeBytes = 2048;

    // The event is never part of a page: nothing but JSON's own characters needs escaping.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ProxyEvent proxy)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + (proxy.Body.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "2.0"u8);
            writer.WriteString("routeKey"u8, proxy.Match.Route.RouteKey);
            writer.WriteString("rawPath"u8, proxy.Path.Decoded);
            writer.WriteString("rawQueryString"u8, proxy.Request.QueryString.Value?.TrimStart('?') ?? "");
            WriteCookies(writer, proxy.Request.Headers.Cookie);
            WriteHeaders(writer, proxy);
            WriteQuery(writer, proxy.Request.QueryString);
            WriteRequestContext(writer, proxy);
            WritePathParameters(writer, proxy.Match);
            WriteStageVariables(writer, proxy.Api.StageVariables);
            WriteBody(writer, proxy);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteCookies(Utf8JsonWriter writer, StringValues cookies)
    {
        if (cookies.Count == 0) return;
        writer.WriteStartArray("cookies"u8);
        foreach (string? header in cookies)
        {
            foreach (string cookie in header!.Split(';', StringSplitOptions.TrimEntries
                | StringSplitOptions.RemoveEmptyEntries)) writer.WriteStringValue(cookie);
        }

        writer.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, ProxyEvent proxy)
    {
        writer.WriteStartObject("headers"u8);
        foreach ((string name, StringValues values) in proxy.Request.Headers)
        {
            string lower = name.ToLowerInvariant();
            if (lower == "cookie" || proxy.GatewayHeaders.ContainsKey(lower)) continue;
            writer.WriteString(lower, values.Count == 1 ? values[0] : string.Join(',', values.ToArray()));
        }

        foreach ((string name, string value) in proxy.GatewayHeaders) writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, QueryString query)
    {
        if (query.Value is not { Length: > 1 } text) return;
        var parameters = new List<(string Name, string Value)>();
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(text))
        {
            string name = pair.DecodeName().ToString();
            string value = pair.DecodeValue().ToString();
            int known = parameters.FindIndex(parameter => parameter.Name == name);
            if (known < 0) parameters.Add((name, value));
            else parameters[known] = (name, $"{parameters[known].Value},{value}");
        }

        if (parameters.Count == 0) return;
        writer.WriteStartObject("queryStringParameters"u8);
        foreach ((string name, string value) in parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteRequestContext(Utf8JsonWriter writer, ProxyEvent proxy)
    {
        string domain = proxy.Request.Host.Host;
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, proxy.AccountId);
        writer.WriteString("apiId"u8, proxy.Api.ApiId);
        writer.WriteString("domainName"u8, domain);
        writer.WriteString("domainPrefix"u8, domain.Split('.')[0]);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, proxy.Request.Method);
        writer.WriteString("path"u8, proxy.Path.Decoded);
        writer.WriteString("protocol"u8, proxy.Request.Protocol);
        writer.WriteString("sourceIp"u8, SourceIp(proxy.Request));
        writer.WriteString("userAgent"u8, proxy.Request.Headers.UserAgent.ToString());
        writer.WriteEndObject();
        writer.WriteString("requestId"u8, proxy.RequestId);
        writer.WriteString("routeKey"u8, proxy.Match.Route.RouteKey);
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteString(
            "time"u8, proxy.Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeEpoch"u8, proxy.Time.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }

    private static void WritePathParameters(Utf8JsonWriter writer, RouteMatch match)
    {
        if (match.Names.Length == 0) return;
        writer.WriteStartObject("pathParameters"u8);
        for (int i = 0; i < match.Names.Length; i++) writer.WriteString(match.Names[i], match.Values[i]);
        writer.WriteEndObject();
    }

    private static void WriteStageVariables(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0) return;
        writer.WriteStartObject("stageVariables"u8);
        foreach ((string name, string value) in variables) writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, ProxyEvent proxy)
    {
        bool isText = BodyEncoding.IsText(proxy.Request.Headers, proxy.Body.Span);
        if (!proxy.Body.IsEmpty)
        {
            if (isText) writer.WriteString("body"u8, proxy.Body.Span);
            else writer.WriteBase64String("body"u8, proxy.Body.Span);
        }

        writer.WriteBoolean("isBase64Encoded"u8, !proxy.Body.IsEmpty && !isText);
    }

    internal static string SourceIp(HttpRequest request)
    {
        IPAddress? address = request.HttpContext.Connection.RemoteIpAddress;
        return address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
