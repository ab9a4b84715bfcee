using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>
/// The event that a trigger function gets:
/// <code>
/// {"version":"1","region":"us-east-1","userPoolId":"us-east-1_a1B2c3D4e","userName":"…",
///  "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"…"},
///  "triggerSource":"PostConfirmation_ConfirmSignUp","request":{"userAttributes":{"sub":"…"}},"response":{}}
/// </code>
/// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html.
/// </summary>
internal static class TriggerEvent
{
    public static byte[] Write(
        TriggerCall call, string source, Action<Utf8JsonWriter> writeRequest, Action<Utf8JsonWriter> writeResponse)
    {
        var body = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "1"u8);
            json.WriteString("region"u8, call.Pool.Id.AsSpan(0, call.Pool.Id.IndexOf('_', StringComparison.Ordinal)));
            json.WriteString("userPoolId"u8, call.Pool.Id);
            json.WriteString("userName"u8, call.User.Username);
            json.WriteStartObject("callerContext"u8);
            json.WriteString("awsSdkVersion"u8, "aws-sdk-unknown-unknown"u8);
            json.WriteString("clientId"u8, call.ClientId);
            json.WriteEndObject();
            json.WriteString("triggerSource"u8, source);
            json.WriteStartObject("request"u8);
            writeRequest(json);
            WriteClientMetadata(json, call);
            json.WriteEndObject();
            json.WriteStartObject("response"u8);
            writeResponse(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <param name="withStatus">False before the user exists: PreSignUp sees what the caller sent.</param>
    public static void WriteUserAttributes(Utf8JsonWriter json, User user, bool withStatus)
    {
        json.WriteStartObject("userAttributes"u8);
        foreach (var (name, value) in user.Attributes)
        {
            if (withStatus || name != "sub")
            {
                json.WriteString(name, value);
            }
        }

        if (withStatus)
        {
            json.WriteString("cognito:user_status"u8, UserStatusNames.Of(user.Status));
        }

        json.WriteEndObject();
    }

    public static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteClientMetadata(Utf8JsonWriter json, TriggerCall call)
    {
        if (call.ClientMetadata.Count > 0)
        {
            WriteMap(json, "clientMetadata", call.ClientMetadata);
        }
    }
}
