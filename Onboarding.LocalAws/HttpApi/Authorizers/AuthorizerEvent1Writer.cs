using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// The event of a Lambda authorizer in payload format 1.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html): that of a REQUEST
/// authorizer of REST APIs. The documented `identity.apiKey` is left out, since HTTP APIs have no API keys.
/// </summary>
internal static class AuthorizerEvent1Writer
{
    private const int EnvelopeBytes = 2048;

    public static ReadOnlyMemory<byte> Write(GatewayRequest request, string methodArn, IReadOnlyList<string> identity)
    {
        var source = string.Join(',', identity);
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes);
        using (var writer = new Utf8JsonWriter(buffer, ProxyEventWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "1.0"u8);
            writer.WriteString("type"u8, "REQUEST"u8);
            writer.WriteString("methodArn"u8, methodArn);
            writer.WriteString("identitySource"u8, source);
            writer.WriteString("authorizationToken"u8, source);
            writer.WriteString("resource"u8, ProxyEvent1Writer.ResourceOf(request));
            writer.WriteString("path"u8, request.Path.Decoded);
            writer.WriteString("httpMethod"u8, request.Http.Method);
            EventMembers1.WriteHeaders(writer, request);
            EventMembers1.WriteFirstValues(writer, QueryHelpers.ParseQuery(request.Http.QueryString.Value));
            WriteMap(writer, "pathParameters", request.Match.Names.Zip(request.Match.Values));
            WriteMap(writer, "stageVariables", request.Api.StageVariables.Select(v => (v.Key, v.Value)));
            WriteRequestContext(writer, request);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, IEnumerable<(string Name, string Value)> members)
    {
        writer.WriteStartObject(name);
        foreach (var (member, value) in members)
        {
            writer.WriteString(member, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequestContext(Utf8JsonWriter writer, GatewayRequest request)
    {
        var resource = ProxyEvent1Writer.ResourceOf(request);
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("path"u8, request.Path.Decoded);
        writer.WriteString("accountId"u8, request.AccountId);
        writer.WriteString("resourceId"u8, request.Match.Route.RouteKey);
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteString("requestId"u8, request.RequestId);
        writer.WriteStartObject("identity"u8);
        writer.WriteString("sourceIp"u8, EventMembers.SourceIp(request.Http));
        writer.WriteEndObject();
        writer.WriteString("resourcePath"u8, resource);
        writer.WriteString("httpMethod"u8, request.Http.Method);
        writer.WriteString("apiId"u8, request.Api.ApiId);
        writer.WriteEndObject();
    }
}
