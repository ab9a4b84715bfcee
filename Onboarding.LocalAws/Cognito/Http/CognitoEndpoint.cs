using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Http;

/// <summary>
/// What Cognito answers besides its API: <c>GET /{poolId}/.well-known/jwks.json</c> and
/// <c>/{poolId}/.well-known/openid-configuration</c>, which any JWT library asks for.
/// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html.
/// </summary>
internal sealed class CognitoEndpoint(UserPools pools, SigningKeys keys, TokenIssuer issuer, IDurability durability)
    : IEdgeEndpoint
{
    private const string WellKnown = ".well-known";

    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) => FindPool(request) is not null;

    public bool Admits(in PageRequest page) => BrowserAccess.Admits(page);

    public async ValueTask HandleAsync(HttpContext http)
    {
        BrowserAccess.AllowOrigin(http);
        var pool = FindPool(http.Request)!;
        var body = http.Request.Path.Value!.EndsWith("jwks.json", StringComparison.Ordinal)
            ? Write(json => WriteKeys(json, keys.Of(pool)))
            : Write(json => WriteConfiguration(json, issuer.IssuerOf(pool.Id)));
        // The key may be new, and a verifier that fetches it trusts it from then on, beyond a crash of this host.
        await durability.WhenDurableAsync();
        await new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", body);
    }

    private UserPool? FindPool(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        var path = request.Path.Value ?? "";
        if (!path.Contains(WellKnown, StringComparison.Ordinal))
        {
            return null;
        }

        return path.Split('/') is ["", var poolId, WellKnown, "jwks.json" or "openid-configuration"]
            ? pools.Find(poolId)
            : null;
    }

    private static void WriteKeys(Utf8JsonWriter json, SigningKey key)
    {
        json.WriteStartArray("keys"u8);
        json.WriteStartObject();
        json.WriteString("alg"u8, "RS256"u8);
        json.WriteString("e"u8, Base64Url.EncodeToString(key.Public.Exponent));
        json.WriteString("kid"u8, key.Id);
        json.WriteString("kty"u8, "RSA"u8);
        json.WriteString("n"u8, Base64Url.EncodeToString(key.Public.Modulus));
        json.WriteString("use"u8, "sig"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>No authorization or token endpoint: those are the managed login's, which is not played.</summary>
    private static void WriteConfiguration(Utf8JsonWriter json, string issuer)
    {
        json.WriteString("issuer"u8, issuer);
        json.WriteString("jwks_uri"u8, $"{issuer}/{WellKnown}/jwks.json");
        WriteTexts(json, "id_token_signing_alg_values_supported", "RS256");
        WriteTexts(json, "response_types_supported", "token");
        WriteTexts(json, "subject_types_supported", "public");
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, string text)
    {
        json.WriteStartArray(member);
        json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }
}
