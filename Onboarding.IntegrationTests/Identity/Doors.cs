using System.Net;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>The ways to become a user, by the names that the item's <c>source</c> gives them.</summary>
internal static class Doors
{
    public static TheoryData<string> All => ["register", "createUser", "cognito"];

    /// <returns>The new user's id.</returns>
    public static async Task<string> EnterAsync(this RunningStack stack, string door, string email)
    {
        switch (door)
        {
            case "register":
                return await stack.RegisteredAsync(new { email, name = "Door", phone = "+442079460000" });
            case "createUser":
                var username = email.Split('@')[0];
                var (status, body) = await stack.CreateUserAsync(
                    new { username, password = UserPoolApi.Password, email, name = "Door", phone = "+442079460000" });
                Assert.True(status == HttpStatusCode.OK, $"{status} {body}");
                return body.GetProperty("userId").GetString()!;
            default:
                var pool = new UserPoolApi(stack);
                var sub = await pool.SignUpAsync(email);
                await pool.ConfirmAsync(email);
                return sub;
        }
    }
}
