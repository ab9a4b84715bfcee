using System.Text.Json;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>
/// A front end of another origin, in a browser: it signs in at Cognito and calls the HTTP API, whose CorsConfiguration
/// names its origin and no other.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AllowedPageTests(AllowedPageTests.PageStack stack) : IClassFixture<AllowedPageTests.PageStack>
{
    private const string Password = "Correct-Horse-9-Battery";

    /// <summary>Calls Cognito as Amplify does, from the page.</summary>
    private const string Cognito = """
        async ([edge, operation, input]) => (await fetch(edge, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
          },
          body: JSON.stringify(input),
        })).json()
        """;

    /// <summary>Calls the HTTP API, and tells what the browser lets the page see.</summary>
    private const string Api = """
        async ([url, method, headers, body]) => {
          const response = await fetch(url, { method, headers, body });
          return {
            status: response.status,
            location: response.headers.get('location'),
            body: await response.json(),
          };
        }
        """;

    private string Edge => $"http://localhost:{stack.Port}";

    private string ClientId => stack.Output("UserPoolClientId");

    [ChromiumFact]
    public async Task A_page_signs_up_and_in_reads_its_profile_and_registers_another_user()
    {
        const string email = "page@example.com";
        await using var visit = await stack.VisitAsync($"http://localhost:{stack.Site.Port}/");
        await CognitoAsync(visit, "SignUp", StrangerTargets.SignUp(stack, email));
        var code = await stack.CodeAsync(email);
        await CognitoAsync(visit, "ConfirmSignUp", new { ClientId, Username = email, ConfirmationCode = code });
        var signedIn = await CognitoAsync(visit, "InitiateAuth", new
        {
            ClientId,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = email, PASSWORD = Password },
        });
        var token = signedIn.GetProperty("AuthenticationResult").GetProperty("IdToken").GetString();
        var me = await ApiAsync(visit, "/me", "GET", new { authorization = $"Bearer {token}" }, body: null);
        Assert.Equal(200, me.GetProperty("status").GetInt32());
        Assert.Equal(email, me.GetProperty("body").GetProperty("email").GetString());

        var registered = await ApiAsync(
            visit,
            "/register",
            "POST",
            new Dictionary<string, string>
            {
                ["content-type"] = "application/json",
                ["idempotency-key"] = "once",
                ["x-api-key"] = stack.ApiKey,
            },
            """{"email":"other@example.com","name":"Grace Hopper","phone":"+442079460000"}""");
        Assert.Equal(202, registered.GetProperty("status").GetInt32());
        Assert.StartsWith(
            "/registrations/", registered.GetProperty("location").GetString(), StringComparison.Ordinal);
    }

    [ChromiumTheory]
    [InlineData("127.0.0.1")]
    [InlineData("stranger.localhost")]
    public async Task A_page_of_an_origin_that_is_not_named_cannot_call_it(string name)
    {
        await using var visit = await stack.VisitAsync($"http://{name}:{stack.Site.Port}/");
        var outcome = await visit.Page.EvaluateAsync<string>(
            """
            async ([url, key]) => {
              try {
                return `${(await fetch(url, { headers: { 'x-api-key': key } })).status}`;
              } catch (e) {
                return e.name;
              }
            }
            """,
            new[] { $"http://localhost:{stack.Port}/registrations/x", stack.ApiKey });
        Assert.Equal("TypeError", outcome);
    }

    private async Task<JsonElement> CognitoAsync(Visit visit, string operation, object input)
    {
        var response = await visit.Page.EvaluateAsync<JsonElement>(Cognito, new[] { Edge, operation, input });
        Assert.False(response.TryGetProperty("__type", out _), $"{operation}: {response}");
        return response;
    }

    private async Task<JsonElement> ApiAsync(Visit visit, string path, string method, object headers, string? body) =>
        await visit.Page.EvaluateAsync<JsonElement>(Api, new[] { Edge + path, method, headers, body });

    /// <summary>A host that is told the origin of its front end.</summary>
    public sealed class PageStack() : BrowserStack("--parameter", "AllowedOrigins=http://localhost:{site}");
}
