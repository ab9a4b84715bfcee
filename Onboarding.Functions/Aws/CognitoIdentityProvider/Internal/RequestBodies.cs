using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;

namespace Amazon.CognitoIdentityProvider.Internal;

/// <summary>The members of each request; what is null is left out.</summary>
internal static class RequestBodies
{
    public static void Write(Utf8JsonWriter json, AdminCreateUserRequest request)
    {
        WriteText(json, "MessageAction", request.MessageAction?.Value);
        WriteText(json, "TemporaryPassword", request.TemporaryPassword);
        WriteAttributes(json, request.UserAttributes);
        WriteText(json, "Username", request.Username);
        WriteText(json, "UserPoolId", request.UserPoolId);
    }

    public static void Write(Utf8JsonWriter json, AdminGetUserRequest request)
    {
        WriteText(json, "Username", request.Username);
        WriteText(json, "UserPoolId", request.UserPoolId);
    }

    public static void Write(Utf8JsonWriter json, AdminSetUserPasswordRequest request)
    {
        WriteText(json, "Password", request.Password);
        if (request.Permanent is { } isPermanent)
        {
            json.WriteBoolean("Permanent", isPermanent);
        }

        WriteText(json, "Username", request.Username);
        WriteText(json, "UserPoolId", request.UserPoolId);
    }

    public static void Write(Utf8JsonWriter json, AdminUpdateUserAttributesRequest request)
    {
        WriteAttributes(json, request.UserAttributes);
        WriteText(json, "Username", request.Username);
        WriteText(json, "UserPoolId", request.UserPoolId);
    }

    public static void Write(Utf8JsonWriter json, ListUserPoolsRequest request)
    {
        if (request.MaxResults is { } max)
        {
            json.WriteNumber("MaxResults", max);
        }

        WriteText(json, "NextToken", request.NextToken);
    }

    private static void WriteAttributes(Utf8JsonWriter json, List<AttributeType>? attributes)
    {
        if (attributes is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray("UserAttributes");
        foreach (var attribute in attributes)
        {
            json.WriteStartObject();
            WriteText(json, "Name", attribute.Name);
            WriteText(json, "Value", attribute.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
