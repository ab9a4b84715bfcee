using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>The stack's user pool as any client sees it: JSON over HTTP, signed where an administrator calls.</summary>
internal sealed partial class UserPoolApi(RunningStack stack)
{
    public const string Password = "Correct-Horse-9-Battery";

    public string PoolId => stack.Ready.Outputs["UserPoolId"];

    public string ClientId => stack.Ready.Outputs["UserPoolClientId"];

    /// <summary>Signs up with all attributes of the pool's schema; returns the sub.</summary>
    public async Task<string> SignUpAsync(string email)
    {
        var answer = await CallAsync("SignUp", new
        {
            ClientId,
            Username = email,
            Password,
            UserAttributes = new object[]
            {
                new { Name = "email", Value = email },
                new { Name = "name", Value = "Ada Lovelace" },
                new { Name = "custom:firstName", Value = "Ada" },
                new { Name = "custom:lastName", Value = "Lovelace" },
            },
        });
        return answer.GetProperty("UserSub").GetString()!;
    }

    /// <param name="metadata">What the triggers get, for example an invitation's code.</param>
    public async Task ConfirmAsync(string email, IReadOnlyDictionary<string, string>? metadata = null) =>
        await CallAsync("ConfirmSignUp", new
        {
            ClientId,
            Username = email,
            ConfirmationCode = await CodeAsync(email),
            ClientMetadata = metadata ?? new Dictionary<string, string>(),
        });

    /// <summary>The newest six digits that the pool has mailed to an address.</summary>
    public async Task<string> CodeAsync(string email)
    {
        var mail = (await stack.MailsAsync(email))[0].GetProperty("messageId").GetString();
        var parts = await stack.Api.GetFromJsonAsync<JsonElement>($"{stack.Ready.MailboxUrl}/{mail}");
        var text = parts.GetProperty("text").GetString() ?? parts.GetProperty("html").GetString()!;
        return SixDigits().Match(text).Value;
    }

    /// <summary>Signs in with USER_PASSWORD_AUTH; returns AuthenticationResult.</summary>
    public async Task<JsonElement> SignInAsync(string email, string password = Password)
    {
        var answer = await CallAsync("InitiateAuth", new
        {
            ClientId,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = email, PASSWORD = password },
        });
        return answer.GetProperty("AuthenticationResult");
    }

    /// <summary>The user's attributes as an administrator sees them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AttributesAsync(string username)
    {
        var user = await CallAsync("AdminGetUser", new { UserPoolId = PoolId, Username = username }, signed: true);
        return user.GetProperty("UserAttributes").EnumerateArray().ToDictionary(
            attribute => attribute.GetProperty("Name").GetString()!,
            attribute => attribute.GetProperty("Value").GetString()!);
    }

    /// <summary>Calls an operation; fails on any other answer than 200.</summary>
    public async Task<JsonElement> CallAsync(string operation, object input, bool signed = false)
    {
        var (status, body) = await TryCallAsync(operation, input, signed);
        Assert.True(status == HttpStatusCode.OK, $"{operation}: {status} {body}");
        return body;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> TryCallAsync(
        string operation, object input, bool signed = false) =>
        stack.TryCallAsync("cognito-idp", "AWSCognitoIdentityProviderService." + operation, input, signed);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
