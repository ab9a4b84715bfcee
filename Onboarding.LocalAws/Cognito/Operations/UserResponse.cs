using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>Users as administrators and as they themselves see them.</summary>
internal static class UserResponse
{
    /// <summary>A list of <c>{"Name":"…","Value":"…"}</c>.</summary>
    /// <param name="member"><c>UserAttributes</c>, or <c>Attributes</c> in the type UserType.</param>
    public static void WriteAttributes(
        Utf8JsonWriter json, string member, User user, Func<string, bool>? canRead = null)
    {
        json.WriteStartArray(member);
        foreach (var (name, value) in user.Attributes)
        {
            if (canRead is not null && !canRead(name))
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("Name"u8, name);
            json.WriteString("Value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Everything about a user but the attributes.</summary>
    public static void WriteState(Utf8JsonWriter json, User user)
    {
        json.WriteString("Username"u8, user.Username);
        json.WriteBoolean("Enabled"u8, user.IsEnabled);
        json.WriteString("UserStatus"u8, UserStatusNames.Of(user.Status));
        json.WriteNumber("UserCreateDate"u8, EpochSeconds.Of(user.CreatedAt));
        json.WriteNumber("UserLastModifiedDate"u8, EpochSeconds.Of(user.ModifiedAt));
    }

    /// <summary>The type UserType, which AdminCreateUser and ListUsers return.</summary>
    public static void WriteUserType(Utf8JsonWriter json, User user, Func<string, bool>? canRead = null)
    {
        WriteState(json, user);
        WriteAttributes(json, "Attributes", user, canRead);
    }
}
