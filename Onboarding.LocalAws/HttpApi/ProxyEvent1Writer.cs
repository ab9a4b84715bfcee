using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The event of payload format 1.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html): that of
/// REST APIs, where what has no value is null instead of absent.
/// </summary>
internal static class ProxyEvent1Writer
{
    private const int EnvelopeBytes = 4096;

    private static readonly string[] CallerMembers =
    [
        "accessKey", "accountId", "caller", "cognitoAuthenticationProvider",
        "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId",
    ];

    public static ReadOnlyMemory<byte> Write(GatewayRequest request, ReadOnlyMemory<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + (body.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(buffer, ProxyEventWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "1.0"u8);
            writer.WriteString("resource"u8, ResourceOf(request));
            writer.WriteString("path"u8, request.Path.Decoded);
            writer.WriteString("httpMethod"u8, request.Http.Method);
            EventMembers1.WriteHeaders(writer, request);
            EventMembers1.WriteMultiValueHeaders(writer, request);
            EventMembers1.WriteQuery(writer, request.Http.QueryString);
            WriteRequestContext(writer, request);
            EventMembers1.WritePathParameters(writer, request.Match);
            EventMembers1.WriteStageVariables(writer, request.Api.StageVariables);
            WriteBody(writer, request.Http.Headers, body.Span);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The route's path with its variables; `$default` for that route (inferred).</summary>
    public static string ResourceOf(GatewayRequest request)
    {
        var key = request.Match.Route.RouteKey;
        return key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    private static void WriteRequestContext(Utf8JsonWriter writer, GatewayRequest request)
    {
        var domain = request.Http.Host.Host;
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, request.AccountId);
        writer.WriteString("apiId"u8, request.Api.ApiId);
        WriteAuthorizer(writer, request);
        writer.WriteString("domainName"u8, domain);
        writer.WriteString("domainPrefix"u8, domain.Split('.')[0]);
        writer.WriteString("extendedRequestId"u8, request.RequestId);
        writer.WriteString("httpMethod"u8, request.Http.Method);
        writer.WriteStartObject("identity"u8);
        foreach (var member in CallerMembers)
        {
            writer.WriteNull(member);
        }

        writer.WriteString("sourceIp"u8, EventMembers.SourceIp(request.Http));
        writer.WriteNull("user"u8);
        writer.WriteString("userAgent"u8, request.Http.Headers.UserAgent.ToString());
        writer.WriteNull("userArn"u8);
        writer.WriteEndObject();
        writer.WriteString("path"u8, request.Path.Decoded);
        writer.WriteString("protocol"u8, request.Http.Protocol);
        writer.WriteString("requestId"u8, request.RequestId);
        writer.WriteString(
            "requestTime"u8,
            request.Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        writer.WriteNumber("requestTimeEpoch"u8, request.Time.ToUnixTimeMilliseconds());
        writer.WriteNull("resourceId"u8);
        writer.WriteString("resourcePath"u8, ResourceOf(request));
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Claims and scopes, or what a Lambda authorizer returned, without the level that 2.0 has around them
    /// (documented for REST APIs, whose format this is).
    /// </summary>
    private static void WriteAuthorizer(Utf8JsonWriter writer, GatewayRequest request)
    {
        writer.WriteStartObject("authorizer"u8);
        if (request.AuthorizerContext.IsEmpty)
        {
            writer.WriteNull("claims"u8);
            writer.WriteNull("scopes"u8);
        }
        else
        {
            using var document = JsonDocument.Parse(request.AuthorizerContext);
            foreach (var kind in document.RootElement.EnumerateObject())
            {
                if (kind.Value.ValueKind != JsonValueKind.Object)
                {
                    continue;
                }

                foreach (var member in kind.Value.EnumerateObject())
                {
                    member.WriteTo(writer);
                }
            }
        }

        if (request.PrincipalId is { } principal)
        {
            writer.WriteString("principalId"u8, principal);
        }

        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var isText = BodyEncoding.IsText(headers, body);
        if (body.IsEmpty)
        {
            writer.WriteNull("body"u8);
        }
        else if (isText)
        {
            writer.WriteString("body"u8, body);
        }
        else
        {
            writer.WriteBase64String("body"u8, body);
        }

        writer.WriteBoolean("isBase64Encoded"u8, !body.IsEmpty && !isText);
    }
}
