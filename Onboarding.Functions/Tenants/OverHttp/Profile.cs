using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tenants.OverHttp;

/// <summary>
/// A user as they see themselves: <c>{"userId","email","username"?,"name","firstName"?,"lastName"?,"phone"?,"source",
/// "status","reason"?,"tenantId"?,"preferences","createdAt","updatedAt"}</c>. Name and preferences of a user of the
/// pool are those of TenantUsers, and until there is a row those of the sign-up.
/// </summary>
internal static class Profile
{
    public static HttpApiResponse Respond(UserItem user, TenantUserItem? membership) => HttpResponses.Personal(json =>
    {
        Write(json, "userId", user.UserId);
        Write(json, "email", user.Email);
        Write(json, "username", user.Username);
        Write(json, "name", membership is null ? user.Name : membership.Name);
        Write(json, "firstName", user.FirstName);
        Write(json, "lastName", user.LastName);
        Write(json, "phone", user.Phone);
        Write(json, "source", user.Source);
        Write(json, "status", user.Status);
        Write(json, "reason", user.Reason);
        Write(json, "tenantId", membership?.TenantId);
        Write(json, membership?.Preferences ?? user.Preferences);
        Write(json, "createdAt", user.CreatedAt);
        Write(json, "updatedAt", Later(user.UpdatedAt, membership?.UpdatedAt));
    });

    public static HttpApiResponse NotFound() =>
        HttpResponses.Problem(404, "Not Found", "There is no user with this sign-in.");

    private static void Write(Utf8JsonWriter json, Preferences preferences)
    {
        json.WriteStartObject(Preferences.Attribute);
        foreach (var (name, value) in preferences.Sorted)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>As text, times sort by time.</summary>
    private static string? Later(string? one, string? other) => string.CompareOrdinal(one, other) >= 0 ? one : other;

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
