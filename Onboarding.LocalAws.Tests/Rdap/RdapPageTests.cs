using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Rdap;

public sealed class RdapPageTests
{
    [Theory]
    [InlineData("example.com", 200)]
    [InlineData("EXAMPLE.COM.", 200)]
    [InlineData("nobody.invalid", 404)]
    [InlineData("localhost", 400)]
    [InlineData("not%20a%20name", 400)]
    public async Task Answers_a_domain(string name, int status)
    {
        await using var host = await TestHost.StartAsync();
        using var response = await host.Http.GetAsync("/_localaws/rdap/domain/" + name);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/rdap+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Says_that_it_is_a_stand_in()
    {
        await using var host = await TestHost.StartAsync();
        using var json = JsonDocument.Parse(await host.Http.GetStringAsync("/_localaws/rdap/domain/example.com"));
        Assert.Equal("example.com", json.RootElement.GetProperty("ldhName").GetString());
        Assert.Equal("Stand-in", json.RootElement.GetProperty("notices")[0].GetProperty("title").GetString());
    }
}
