using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// A signed token, `base64url(header).base64url(claims).base64url(signature)`, read but not yet verified. Only RSA
/// signatures exist for API Gateway; `none` and HMAC are no algorithms here, so that no key can be misused as a secret.
/// </summary>
internal sealed class JsonWebToken : IDisposable
{
    private const int LengthMax = 10_240;

    private readonly JsonDocument _claims;
    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly HashAlgorithmName _hash;

    private JsonWebToken(string keyId, HashAlgorithmName hash, JsonDocument claims, byte[] signed, byte[] signature)
    {
        KeyId = keyId;
        _hash = hash;
        _claims = claims;
        _signed = signed;
        _signature = signature;
    }

    public string KeyId { get; }

    public JsonElement Claims => _claims.RootElement;

    /// <summary>The token, or null where the text is none that API Gateway takes.</summary>
    public static JsonWebToken? Parse(string text)
    {
        var parts = text.Split('.', 4);
        if (parts.Length != 3 || text.Length > LengthMax || !parts.All(part => Base64Url.IsValid(part)))
        {
            return null;
        }

        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (header.RootElement.ValueKind != JsonValueKind.Object
                || Text(header.RootElement, "kid") is not { } keyId
                || Hash(Text(header.RootElement, "alg")) is not { } hash)
            {
                return null;
            }

            var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            if (claims.RootElement.ValueKind == JsonValueKind.Object)
            {
                var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
                return new JsonWebToken(keyId, hash, claims, signed, Base64Url.DecodeFromChars(parts[2]));
            }

            claims.Dispose();
            return null;
        }
        catch (JsonException)
        {
            // Three dotted parts that hold no JSON are no token; the caller answers 401.
            return null;
        }
    }

    public bool IsSignedBy(RSAParameters key)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(_signed, _signature, _hash, RSASignaturePadding.Pkcs1);
    }

    public string? Text(string claim) => Text(Claims, claim);

    /// <summary>Seconds since 1970, as `exp`, `nbf` and `iat` have them.</summary>
    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    /// <summary>The texts of a claim that is one text or a list of them, such as `aud`.</summary>
    public IReadOnlyList<string> Texts(string claim)
    {
        if (!Claims.TryGetProperty(claim, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return [value.GetString()!];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return
        [
            .. value.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        ];
    }

    public void Dispose() => _claims.Dispose();

    private static HashAlgorithmName? Hash(string? algorithm) => algorithm switch
    {
        "RS256" => HashAlgorithmName.SHA256,
        "RS384" => HashAlgorithmName.SHA384,
        "RS512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
