using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>
/// The registry, which is not ours, fails, hangs or lies: no user is lost, and none waits for another's retries.
/// </summary>
public sealed class RegistryFaultTests
{
    private const int UsersOfEach = 4;

    [Theory]
    [InlineData("answers 500")]
    [InlineData("hangs")]
    [InlineData("answers garbage")]
    public async Task Users_of_a_registry_that_fails_are_completed_unverified_and_the_others_verified(string how)
    {
        await using var registry = await StartAsync(how);
        var stack = await RunningStack.StartAsync(new OnboardingOptions
        {
            Parameters = new Dictionary<string, string> { ["RdapUrl"] = Address(registry) },
        });
        try
        {
            string[] emails =
            [
                .. Enumerable.Range(0, UsersOfEach)
                    .SelectMany(i => new[] { $"u{i}@outage.test", $"u{i}@fine.example" }),
            ];
            foreach (var email in emails)
            {
                await AssertCompletedAsync(stack, email);
            }

            // A record that is not delivered again holds no lane in the mapping's back-off.
            Assert.DoesNotContain("will be delivered again", stack.Logs, StringComparison.Ordinal);
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }

    private static async Task AssertCompletedAsync(RunningStack stack, string email)
    {
        var user = await stack.RegisteredAsync(new { email, name = "User", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(user, "completed", "failed");
        var isOut = email.EndsWith(".test", StringComparison.Ordinal);
        Assert.Equal(
            ("completed", isOut ? "unverified" : "verified"),
            (registration.GetProperty("status").GetString(), registration.GetProperty("domain").GetString()));
        Assert.Single(await stack.MailsAsync(email));
    }

    private static async Task<WebApplication> StartAsync(string how)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http => AnswerAsync(http, how));
        await app.StartAsync();
        return app;
    }

    private static Task AnswerAsync(HttpContext http, string how)
    {
        var domain = http.Request.Path.Value!.Split('/')[^1];
        http.Response.ContentType = "application/rdap+json";
        if (!domain.EndsWith(".test", StringComparison.Ordinal))
        {
            return http.Response.WriteAsync($$"""{"objectClassName":"domain","ldhName":"{{domain}}"}""");
        }

        switch (how)
        {
            case "hangs":
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
            case "answers garbage":
                var text = new string('x', 9_999);
                return http.Response.WriteAsync($$"""{"objectClassName":"domain","status":["{{text}}"]}""");
            default:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
        }
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
