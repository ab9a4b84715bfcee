using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Users.OverHttp;

/// <summary>
/// A user as they see themselves: <c>{"userId","email","username"?,"name","firstName"?,"lastName"?,"phone"?,"source",
/// "status","reason"?,"createdAt","updatedAt"}</c>.
/// </summary>
internal static class Profile
{
    public static HttpApiResponse Respond(UserItem user) => HttpResponses.Personal(json =>
    {
        Write(json, "userId", user.UserId);
        Write(json, "email", user.Email);
        Write(json, "username", user.Username);
        Write(json, "name", user.Name);
        Write(json, "firstName", user.FirstName);
        Write(json, "lastName", user.LastName);
        Write(json, "phone", user.Phone);
        Write(json, "source", user.Source);
        Write(json, "status", user.Status);
        Write(json, "reason", user.Reason);
        Write(json, "createdAt", user.CreatedAt);
        Write(json, "updatedAt", user.UpdatedAt);
    });

    public static HttpApiResponse NotFound() =>
        HttpResponses.Problem(404, "Not Found", "There is no user with this sign-in.");

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
