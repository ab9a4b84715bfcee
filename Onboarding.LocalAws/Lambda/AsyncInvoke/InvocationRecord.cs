using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>
/// What a destination gets: the event, the answer and how it came to it
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
/// </summary>
internal static class InvocationRecord
{
    /// <param name="functionArn">With its qualifier.</param>
    public static ReadOnlyMemory<byte> Write(
        string functionArn, AsyncEvent accepted, AsyncCondition condition, int attempts, InvokeResult? last,
        DateTimeOffset now)
    {
        var body = new ArrayBufferWriter<byte>(1024 + accepted.Payload.Length);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", IsoTime.Milliseconds(now));
            json.WriteStartObject("requestContext");
            json.WriteString("requestId", accepted.RequestId);
            json.WriteString("functionArn", functionArn);
            json.WriteString("condition", condition.ToString());
            json.WriteNumber("approximateInvokeCount", attempts);
            json.WriteEndObject();
            json.WritePropertyName("requestPayload");
            json.WriteRawValue(accepted.Payload.Span);
            WriteResponse(json, last);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteResponse(Utf8JsonWriter json, InvokeResult? last)
    {
        if (last is null || last.IsThrottled)
        {
            return;
        }

        json.WriteStartObject("responseContext");
        json.WriteNumber("statusCode", 200);
        json.WriteString("executedVersion", "$LATEST");
        if (!last.IsSuccess)
        {
            json.WriteString("functionError", "Unhandled");
        }

        json.WriteEndObject();
        json.WritePropertyName("responsePayload");
        WritePayload(json, last.Payload.Span);
    }

    /// <summary>A runtime may answer anything; what is no JSON is shown as text.</summary>
    private static void WritePayload(Utf8JsonWriter json, ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            using var document = JsonDocument.ParseValue(ref reader);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(payload);
        }
    }
}
