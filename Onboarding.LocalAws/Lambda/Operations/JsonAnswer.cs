using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>A JSON document as an operation's answer.</summary>
internal static class JsonAnswer
{
    public static ValueTask SendAsync(AwsRequest request, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            write(json);
        }

        return request.Response.SendAsync(status, "application/json", body.WrittenMemory);
    }
}
