using System.Text.Json;
using Onboarding.LocalAws.Cognito.SignIn;
using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The response of every step of a sign-in: tokens, or the next challenge.</summary>
internal static class AuthResponse
{
    public static void Write(Utf8JsonWriter json, SignInResult result)
    {
        switch (result)
        {
            case SignInResult.SignedIn signedIn:
                json.WriteStartObject("ChallengeParameters"u8);
                json.WriteEndObject();
                signedIn.Tokens.Write(json);
                break;
            case SignInResult.PasswordVerifier verifier:
                json.WriteString("ChallengeName"u8, "PASSWORD_VERIFIER"u8);
                json.WriteStartObject("ChallengeParameters"u8);
                json.WriteString("SALT"u8, verifier.Salt);
                json.WriteString("SECRET_BLOCK"u8, verifier.SecretBlock);
                json.WriteString("SRP_B"u8, verifier.ServerPublic);
                json.WriteString("USERNAME"u8, verifier.UserId);
                json.WriteString("USER_ID_FOR_SRP"u8, verifier.UserId);
                json.WriteEndObject();
                break;
            case SignInResult.NewPasswordRequired required:
                json.WriteString("ChallengeName"u8, "NEW_PASSWORD_REQUIRED"u8);
                json.WriteStartObject("ChallengeParameters"u8);
                json.WriteString("USER_ID_FOR_SRP"u8, required.User.Username);
                json.WriteString("requiredAttributes"u8, Names(required.Missing));
                json.WriteString("userAttributes"u8, Attributes(required.User));
                json.WriteEndObject();
                json.WriteString("Session"u8, required.SessionKey);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A list inside a text, each name as the next challenge response must send it back.</summary>
    private static string Names(IReadOnlyList<string> missing) =>
        $"[{string.Join(',', missing.Select(name => $"\"userAttributes.{name}\""))}]";

    /// <summary>JSON inside a text, without the sub, as clients expect to send it back.</summary>
    private static string Attributes(User user)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, Wire.Protocols.JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, value) in user.Attributes)
            {
                if (name != "sub")
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
