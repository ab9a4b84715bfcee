using System.Buffers;
using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// `{"jwt":{"claims":{…},"scopes":[…]}}`: every claim is a text, also where the token has a number, and a list
/// is written `[a b]`; `scopes` is null on a route without scopes (seen in recorded events).
/// </summary>
internal static class JwtContextWriter
{
    public static ReadOnlyMemory<byte> Write(JsonElement claims, IReadOnlyList<string>? scopes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ProxyEventWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("jwt"u8);
            writer.WriteStartObject("claims"u8);
            foreach (var claim in claims.EnumerateObject())
            {
                writer.WriteString(claim.Name, Text(claim.Value));
            }

            writer.WriteEndObject();
            if (scopes is null)
            {
                writer.WriteNull("scopes"u8);
            }
            else
            {
                writer.WriteStartArray("scopes"u8);
                foreach (var scope in scopes)
                {
                    writer.WriteStringValue(scope);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(' ', value.EnumerateArray().Select(Text))}]",
        _ => value.GetRawText(),
    };
}
