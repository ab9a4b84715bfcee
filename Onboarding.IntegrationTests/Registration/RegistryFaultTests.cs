using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>The registry, which is not ours, fails or hangs: nobody is lost, nobody is welcomed twice.</summary>
public sealed class RegistryFaultTests
{
    [Fact]
    public async Task A_registry_that_fails_for_a_while_only_delays_its_own_users()
    {
        var asked = new ConcurrentDictionary<string, int>();
        await using var registry = await StartAsync(async http =>
        {
            var domain = http.Request.Path.Value!.Split('/')[^1];
            var attempt = asked.AddOrUpdate(domain, 1, (_, count) => count + 1);
            if (domain == "broken.example" && attempt <= 5)
            {
                http.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
                return;
            }

            http.Response.ContentType = "application/rdap+json";
            await http.Response.WriteAsync($$"""{"objectClassName":"domain","ldhName":"{{domain}}"}""");
        });
        var stack = await RunningStack.StartAsync(new OnboardingOptions
        {
            Parameters = new Dictionary<string, string> { ["RdapUrl"] = Address(registry) },
        });
        try
        {
            string[] emails = ["a@fine.example", "b@broken.example", "c@fine.example", "d@broken.example"];
            var users = await Task.WhenAll(emails.Select(email => stack.RegisteredAsync(
                new { email, name = "User", phone = "+442079460000" })));
            foreach (var user in users)
            {
                await stack.ReachedAsync(user, "completed");
            }

            foreach (var email in emails)
            {
                Assert.Single(await stack.MailsAsync(email));
            }

            Assert.True(asked["broken.example"] > 5);
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
