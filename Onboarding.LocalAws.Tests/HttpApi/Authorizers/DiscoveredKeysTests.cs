using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.HttpApi.Authorizers;

namespace Onboarding.LocalAws.Tests.HttpApi.Authorizers;

public class DiscoveredKeysTests
{
    [Fact]
    public async Task Keys_are_found_through_the_issuers_configuration() =>
        Assert.Equal("""{"keys":[]}""", await GetAsync("""{"keys":[]}"""));

    [Fact]
    public async Task A_key_set_over_150_KB_counts_as_unavailable() =>
        Assert.Null(await GetAsync(new string(' ', 150_001)));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"jwks_uri":5}""")]
    [InlineData("""{"jwks_uri":"nowhere"}""")]
    [InlineData("""{"jwks_uri":"http://127.0.0.1:1/"}""")]
    public async Task A_useless_configuration_counts_as_unavailable(string configuration) =>
        Assert.Null(await GetAsync("{}", configuration));

    private static async Task<string?> GetAsync(string keySet, string? configuration = null)
    {
        var keysUrl = "";
        await using var server = await EdgeServer.StartAsync(
            new LocalAwsOptions { Port = 0 },
            http => http.Response.WriteAsync(
                http.Request.Path == "/pool/.well-known/openid-configuration"
                    ? configuration ?? $$"""{"jwks_uri":"{{keysUrl}}"}"""
                    : keySet),
            CancellationToken.None);
        keysUrl = new Uri(server.Url, "/keys").ToString();
        using var keys = new DiscoveredKeys(TimeProvider.System, NullLogger<DiscoveredKeys>.Instance);
        var issuer = new Uri(server.Url, "/pool").ToString();
        var found = await keys.GetAsync(issuer, CancellationToken.None);
        return found is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
    }
}
