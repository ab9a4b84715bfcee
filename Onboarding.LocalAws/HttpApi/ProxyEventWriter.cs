using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

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
    internal static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(GatewayRequest request, ReadOnlyMemory<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + (body.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "2.0"u8);
            EventMembers.WriteRequest(writer, request);
            WriteBody(writer, request.Http.Headers, body.Span);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteBody(Utf8JsonWriter writer, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var isText = BodyEncoding.IsText(headers, body);
        if (!body.IsEmpty)
        {
            if (isText)
            {
                writer.WriteString("body"u8, body);
            }
            else
            {
                writer.WriteBase64String("body"u8, body);
            }
        }

        writer.WriteBoolean("isBase64Encoded"u8, !body.IsEmpty && !isText);
    }
}
