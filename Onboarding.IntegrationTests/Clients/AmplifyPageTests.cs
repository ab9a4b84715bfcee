using System.Text.Json;
using Onboarding.IntegrationTests.Browser;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Clients;

/// <summary>Amplify in a page of another origin: from the sign-up to GET /me and POST /register.</summary>
[Trait("Category", "Slow")]
public sealed class AmplifyPageTests(AllowedPageTests.PageStack stack) : IClassFixture<AllowedPageTests.PageStack>
{
    private const string Email = "amplify@example.com";
    private const string Password = "Correct-Horse-9-Battery";

    [ClientFact(Client.Amplify)]
    public async Task A_front_end_signs_up_and_in_by_SRP_reads_its_profile_and_registers_another_user()
    {
        await using var visit = await stack.VisitAsync($"http://localhost:{stack.Site.Port}/");
        await visit.Page.AddScriptTagAsync(new() { Content = await BundledAsync() });
        await visit.Page.EvaluateAsync("settings => configure(settings)", new
        {
            edgeUrl = $"http://localhost:{stack.Port}",
            userPoolId = stack.Output("UserPoolId"),
            userPoolClientId = stack.Output("UserPoolClientId"),
        });
        Assert.Equal(
            "CONFIRM_SIGN_UP",
            await visit.Page.EvaluateAsync<string>("a => register(...a)", new[] { Email, Password }));
        var code = await stack.CodeAsync(Email);
        var journey = await visit.Page.EvaluateAsync<JsonElement>(
            "a => journey(...a)", new[] { Email, Password, code });
        AssertSignedIn(journey);
        Assert.Equal(
            "NotAuthorizedException",
            await visit.Page.EvaluateAsync<string>("a => wrongPassword(...a)", new[] { Email, Password + "!" }));

        var registered = await visit.Page.EvaluateAsync<JsonElement>(
            "a => registerOther(...a)",
            new object[]
            {
                stack.ApiKey,
                new { email = "other@example.com", name = "Grace Hopper", phone = "+442079460000" },
            });
        Assert.Equal(202, registered.GetProperty("statusCode").GetInt32());
    }

    private static void AssertSignedIn(JsonElement journey)
    {
        Assert.True(journey.GetProperty("isSignUpComplete").GetBoolean());
        Assert.True(journey.GetProperty("isSignedIn").GetBoolean());
        Assert.Equal(Email, journey.GetProperty("attributes").GetProperty("email").GetString());
        foreach (var call in new[] { "me", "again" })
        {
            var me = journey.GetProperty(call);
            Assert.Equal(200, me.GetProperty("statusCode").GetInt32());
            Assert.Equal(
                journey.GetProperty("userId").GetString(), me.GetProperty("body").GetProperty("userId").GetString());
        }

        Assert.Equal("UserUnAuthenticatedException", journey.GetProperty("afterwards").GetString());
    }

    private static Task<string> BundledAsync() => ChildProcess.RunAsync(
        Path.Combine(RepositoryFolder.JavaScriptClients, "node_modules", ".bin", "esbuild"),
        ["amplify-page.js", "--bundle", "--minify", "--format=iife"],
        RepositoryFolder.JavaScriptClients);
}
