using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// The event of a Lambda authorizer in payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html): a proxy event without
/// a body, with the route's ARN and the values of the identity sources.
/// </summary>
internal static class AuthorizerEventWriter
{
    private const int EnvelopeBytes = 2048;

    public static ReadOnlyMemory<byte> Write(GatewayRequest request, string routeArn, IReadOnlyList<string> identity)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes);
        using (var writer = new Utf8JsonWriter(buffer, ProxyEventWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "2.0"u8);
            writer.WriteString("type"u8, "REQUEST"u8);
            writer.WriteString("routeArn"u8, routeArn);
            writer.WriteStartArray("identitySource"u8);
            foreach (var value in identity)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
            EventMembers.WriteRequest(writer, request);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>`arn:aws:execute-api:{region}:{account}:{api}/$default/{METHOD}{path}`.</summary>
    public static string RouteArn(GatewayRequest request, AwsScope scope) => scope.Arn(
        "execute-api", $"{request.Api.ApiId}/$default/{request.Http.Method}{request.Path.Decoded}");
}
