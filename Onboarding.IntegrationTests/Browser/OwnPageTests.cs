using System.Text.Json;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>What the gate lets in, in the same browser: pages of this machine, and a name that is allowed.</summary>
[Trait("Category", "Slow")]
public sealed class OwnPageTests(OwnPageTests.AllowingStack stack) : IClassFixture<OwnPageTests.AllowingStack>
{
    [ChromiumTheory]
    [InlineData("localhost", "localhost")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("app.localhost", "127.0.0.1")]
    public async Task A_page_of_this_machine_signs_up_and_in(string pageName, string edgeName)
    {
        var email = $"{pageName}-{edgeName}@example.com";
        await using var visit = await stack.VisitAsync($"http://{pageName}:{stack.Site.Port}/");
        var edge = $"http://{edgeName}:{stack.Port}/";
        var signedUp = await CallAsync(visit, edge, "SignUp", StrangerTargets.SignUp(stack, email));
        Assert.Equal(JsonValueKind.False, signedUp.GetProperty("UserConfirmed").ValueKind);
        var signedIn = await CallAsync(visit, edge, "InitiateAuth", new
        {
            ClientId = stack.Output("UserPoolClientId"),
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = email, PASSWORD = "Correct-Horse-9-Battery" },
        });
        Assert.Equal("UserNotConfirmedException", signedIn.GetProperty("__type").GetString());
    }

    [ChromiumFact]
    public async Task A_page_of_this_machine_shows_an_object_by_its_presigned_URL()
    {
        var url = PresignedUrl.Of(
            $"http://localhost:{stack.Port}", "s3", "GET", $"/{StrangerTargets.Bucket}/{StrangerTargets.Image}");
        await using var visit = await stack.VisitAsync($"http://localhost:{stack.Site.Port}/");
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>(
            """
            async url => {
              const image = new Image();
              image.src = url;
              await image.decode();
              return image.naturalWidth;
            }
            """,
            url));
    }

    /// <summary>The attacks of <see cref="StrangerTests"/> are real: nothing but the name keeps them out.</summary>
    [ChromiumFact]
    public async Task Under_a_name_that_is_allowed_a_page_may_do_what_programs_may()
    {
        var edge = $"http://{Chromium.RebindingName}:{stack.Port}";
        await using var visit = await stack.VisitReboundAsync(edge);
        var outcomes = await Attacks.RunAsync(stack, visit, edge);
        foreach (var attack in new[]
        {
            "fetch no-cors POST: presigned Lambda Invoke", "fetch no-cors POST: presigned SES SendEmail",
            "fetch CORS POST: DynamoDB Scan with X-Amz-Target", "fetch GET: presigned Lambda GetFunctionConfiguration",
            "fetch GET: mailbox", "fetch CORS POST: Cognito SignUp",
        })
        {
            Assert.StartsWith("200 ", outcomes[attack], StringComparison.Ordinal);
        }


        // No page is a runtime.
        Assert.StartsWith("403 ", outcomes["fetch GET: Runtime API next"], StringComparison.Ordinal);
    }

    private static async Task<JsonElement> CallAsync(Visit visit, string edge, string operation, object input) =>
        await visit.Page.EvaluateAsync<JsonElement>(
            """
            async ([edge, operation, input]) => {
              const response = await fetch(edge, {
                method: 'POST',
                headers: {
                  'content-type': 'application/x-amz-json-1.1',
                  'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
                },
                body: JSON.stringify(input),
              });
              return await response.json();
            }
            """,
            new[] { edge, operation, input });

    /// <summary>A host that may be called by the name which stands for rebinding elsewhere.</summary>
    public sealed class AllowingStack() : BrowserStack("--allowed-host", Chromium.RebindingName);
}
