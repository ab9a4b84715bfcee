using System.Text.Json;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>What a sign-in or a refresh yields.</summary>
/// <param name="RefreshToken">Null where the caller keeps the one it has.</param>
internal sealed record IssuedTokens(string AccessToken, string IdToken, string? RefreshToken, TimeSpan ExpiresIn)
{
    /// <summary>The member AuthenticationResult.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("AuthenticationResult"u8);
        json.WriteString("AccessToken"u8, AccessToken);
        json.WriteNumber("ExpiresIn"u8, (long)ExpiresIn.TotalSeconds);
        json.WriteString("IdToken"u8, IdToken);
        if (RefreshToken is not null)
        {
            json.WriteString("RefreshToken"u8, RefreshToken);
        }

        json.WriteString("TokenType"u8, "Bearer"u8);
        json.WriteEndObject();
    }
}
