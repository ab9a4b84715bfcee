using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// The RSA keys of one issuer, by `kid`. They are kept for two hours, as API Gateway keeps them; a token with an
/// unknown `kid` fetches them again, but not for every such token.
/// </summary>
internal sealed class JsonWebKeys(string issuer, IJsonWebKeySource source, TimeProvider time)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(2);
    private static readonly TimeSpan FetchAtMostEvery = TimeSpan.FromSeconds(10);

    // Replaced as a whole: two requests that fetch at once do the same work twice and agree.
    private volatile Fetched? _fetched;

    /// <summary>The key, or null where the issuer has none of that id or cannot be reached.</summary>
    public async ValueTask<RSAParameters?> FindAsync(string keyId, CancellationToken stop)
    {
        var known = _fetched;
        var age = known is null ? TimeSpan.MaxValue : time.GetElapsedTime(known.Since);
        var isKnown = known?.Keys.ContainsKey(keyId) ?? false;
        if (age > KeepFor || (!isKnown && age > FetchAtMostEvery))
        {
            var document = await source.GetAsync(issuer, stop);
            if (document is { } json)
            {
                _fetched = known = new Fetched(Parse(json), time.GetTimestamp());
            }
        }

        return known is not null && known.Keys.TryGetValue(keyId, out var key) ? key : null;
    }

    private static Dictionary<string, RSAParameters> Parse(ReadOnlyMemory<byte> json)
    {
        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("keys", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return keys;
        }

        foreach (var key in list.EnumerateArray())
        {
            if (Text(key, "kty") == "RSA" && Text(key, "kid") is { } id
                && Bytes(key, "n") is { } modulus && Bytes(key, "e") is { } exponent)
            {
                keys[id] = new RSAParameters { Modulus = modulus, Exponent = exponent };
            }
        }

        return keys;
    }

    private static byte[]? Bytes(JsonElement key, string name) =>
        Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static string? Text(JsonElement key, string name) =>
        key.ValueKind == JsonValueKind.Object && key.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Fetched(Dictionary<string, RSAParameters> Keys, long Since);
}
