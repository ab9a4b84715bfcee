using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SageMakerRuntime;

/// <summary>
/// The model that every endpoint hosts. It has no training and no state; the same instance has the same prediction on
/// every machine, so that a test can say what comes.
///
/// <para>Request, <c>application/json</c>: <c>{"instances":[{"source":"register",…},…]}</c>, 1 to 1,000 objects of any
/// members. Response: <c>{"predictions":[{"segment":"builder","score":0.42},…]}</c>, one for each, in their
/// order.</para>
///
/// <para>With <c>h</c> the SHA-256 of an instance's members as JSON without white space, sorted by name: the segment is
/// number <c>h[0] mod 4</c> of explorer, builder, organiser and analyst, the score <c>h[1]</c> hundredths, modulo
/// 100.</para>
/// </summary>
internal static class PersonalisationModel
{
    private const int InstancesMax = 1_000;

    private static readonly string[] Segments = ["explorer", "builder", "organiser", "analyst"];

    /// <returns>The response, or null where the request is not of the documented form.</returns>
    public static byte[]? Predict(ReadOnlyMemory<byte> request)
    {
        try
        {
            using var document = JsonDocument.Parse(request);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("instances", out var instances)
                && instances.ValueKind == JsonValueKind.Array
                && instances.GetArrayLength() is >= 1 and <= InstancesMax
                && instances.EnumerateArray().All(instance => instance.ValueKind == JsonValueKind.Object)
                    ? Write(instances)
                    : null;
        }
        catch (JsonException)
        {
            // As for any other form: the caller says what the container answers.
            return null;
        }
    }

    private static byte[] Write(JsonElement instances)
    {
        var response = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(response, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartArray("predictions"u8);
            foreach (var instance in instances.EnumerateArray())
            {
                var hash = SHA256.HashData(Canonical(instance));
                json.WriteStartObject();
                json.WriteString("segment"u8, Segments[hash[0] % Segments.Length]);
                json.WriteNumber("score"u8, hash[1] % 100 / 100m);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return response.WrittenSpan.ToArray();
    }

    private static byte[] Canonical(JsonElement instance)
    {
        var text = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(text, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var member in instance.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }
}
