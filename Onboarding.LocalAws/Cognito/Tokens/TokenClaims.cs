using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>
/// The claims of both tokens of one issue. Sources:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html.
/// </summary>
internal sealed record TokenClaims
{
    public required string Issuer { get; init; }

    public required User User { get; init; }

    public required ClientDefinition Client { get; init; }

    public required Session Session { get; init; }

    public required ClaimsOverride Override { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public void WriteAccess(Utf8JsonWriter json, string tokenId)
    {
        json.WriteString("sub"u8, User.Sub);
        WriteTexts(json, "cognito:groups", Override.Groups);
        json.WriteString("iss"u8, Issuer);
        json.WriteString("client_id"u8, Client.Id);
        WriteOrigin(json);
        json.WriteString("event_id"u8, Session.Id);
        json.WriteString("token_use"u8, "access"u8);
        json.WriteString("scope"u8, "aws.cognito.signin.user.admin"u8);
        WriteTimes(json, Client.AccessToken);
        json.WriteString("jti"u8, tokenId);
        json.WriteString("username"u8, User.Username);
    }

    public void WriteId(Utf8JsonWriter json, string tokenId)
    {
        json.WriteString("sub"u8, User.Sub);
        WriteTexts(json, "cognito:groups", Override.Groups);
        WriteTexts(json, "cognito:roles", Override.Roles);
        if (Override.PreferredRole is { } role)
        {
            json.WriteString("cognito:preferred_role"u8, role);
        }

        json.WriteString("iss"u8, Issuer);
        json.WriteString("cognito:username"u8, User.Username);
        WriteOrigin(json);
        json.WriteString("aud"u8, Client.Id);
        json.WriteString("event_id"u8, Session.Id);
        json.WriteString("token_use"u8, "id"u8);
        WriteTimes(json, Client.IdToken);
        json.WriteString("jti"u8, tokenId);
        WriteAttributes(json);
        foreach (var (name, value) in Override.Added)
        {
            if (!IsReserved(name))
            {
                json.WriteString(name, value);
            }
        }
    }

    private void WriteAttributes(Utf8JsonWriter json)
    {
        foreach (var (name, value) in User.Attributes)
        {
            if (name == "sub" || !Client.CanRead(name) || Override.Suppressed.Contains(name)
                || Override.Added.ContainsKey(name))
            {
                continue;
            }

            if (name is "email_verified" or "phone_number_verified")
            {
                json.WriteBoolean(name, value == "true");
            }
            else
            {
                json.WriteString(name, value);
            }
        }
    }

    private void WriteOrigin(Utf8JsonWriter json)
    {
        // Cognito adds the claim only where tokens can be revoked; Amplify revokes only where it is there.
        if (Client.RevokesTokens)
        {
            json.WriteString("origin_jti"u8, Session.OriginId);
        }
    }

    private void WriteTimes(Utf8JsonWriter json, TokenValidity validity)
    {
        json.WriteNumber("auth_time"u8, Session.StartedAt.ToUnixTimeSeconds());
        json.WriteNumber("exp"u8, (IssuedAt + validity.Span).ToUnixTimeSeconds());
        json.WriteNumber("iat"u8, IssuedAt.ToUnixTimeSeconds());
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            JsonWire.WriteTexts(json, name, texts);
        }
    }

    /// <summary>The claims that a trigger cannot change, as the pre token generation page lists them.</summary>
    private static bool IsReserved(string name) => name is "acr" or "amr" or "at_hash" or "aud" or "auth_time" or "azp"
        or "cognito:username" or "exp" or "iat" or "iss" or "jti" or "nbf" or "nonce" or "origin_jti" or "sub"
        or "token_use" or "event_id";
}
