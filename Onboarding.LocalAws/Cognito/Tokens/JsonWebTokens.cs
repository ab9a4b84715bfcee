using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>RS256 tokens: <c>base64url(header).base64url(claims).base64url(signature)</c>.</summary>
internal static class JsonWebTokens
{
    private const int LengthMax = 16_384;

    public static string Write(SigningKey key, Action<Utf8JsonWriter> writeClaims)
    {
        var header = Base64Url.EncodeToString(Json(json =>
        {
            json.WriteString("kid"u8, key.Id);
            json.WriteString("alg"u8, "RS256"u8);
        }));
        var signed = $"{header}.{Base64Url.EncodeToString(Json(writeClaims))}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Reads the claims without a look at the signature; null where the text is no token.</summary>
    public static JsonElement? ReadClaims(string token)
    {
        var parts = token.Split('.', 4);
        if (parts.Length != 3 || token.Length > LengthMax || !parts.All(part => Base64Url.IsValid(part)))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object ? claims.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // Three dotted parts that hold no JSON are no token.
            return null;
        }
    }

    /// <returns>Null where the claim is absent or no text.</returns>
    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <param name="token">A text that <see cref="ReadClaims"/> could read.</param>
    public static bool IsSignedBy(string token, SigningKey key)
    {
        var dot = token.LastIndexOf('.');
        return key.Verifies(Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)));
    }

    private static byte[] Json(Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
