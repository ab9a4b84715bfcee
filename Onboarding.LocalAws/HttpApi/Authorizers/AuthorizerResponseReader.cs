using System.Buffers;
using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// Reads what a Lambda authorizer returned: `{"isAuthorized": true, "context": {…}}`, or
/// `{"principalId": "…", "policyDocument": {…}, "context": {…}}`. Anything else is the authorizer's failure.
/// </summary>
internal static class AuthorizerResponseReader
{
    /// <summary>The verdict for a route, or null where the answer is malformed.</summary>
    public static Authorization? Read(ReadOnlyMemory<byte> payload, bool isSimple, string routeArn)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Decide(root, isSimple, routeArn) is not { } isAllowed)
            {
                return null;
            }

            return isAllowed ? Authorization.Allow(Context(root), PrincipalId(root)) : Authorization.Forbidden;
        }
        catch (JsonException)
        {
            // An authorizer that answers no JSON has failed like one that throws.
            return null;
        }
    }

    private static string? PrincipalId(JsonElement root) =>
        root.TryGetProperty("principalId", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private static bool? Decide(JsonElement root, bool isSimple, string routeArn)
    {
        if (!isSimple)
        {
            return root.TryGetProperty("policyDocument", out var policy)
                ? InvokePolicy.Allows(policy, routeArn)
                : null;
        }

        if (!root.TryGetProperty("isAuthorized", out var verdict))
        {
            return null;
        }

        return verdict.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }

    private static ReadOnlyMemory<byte> Context(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("lambda"u8);
            if (root.TryGetProperty("context", out var context))
            {
                context.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
