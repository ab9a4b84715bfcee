using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>Writes the one JSON object that every SES v2 operation answers with.</summary>
internal static class SesJson
{
    public static ValueTask SendAsync(AwsRequest request, Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return request.Response.SendAsync(200, "application/json", body.WrittenMemory);
    }
}
