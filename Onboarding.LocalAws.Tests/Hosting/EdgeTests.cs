using System.Net;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Hosting;

public sealed class EdgeTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Answers_health()
    {
        Assert.Equal("""{"status":"running"}""", await _host.Http.GetStringAsync("/_localaws/health"));
    }

    [Fact]
    public async Task Is_not_healthy_before_its_template_is_deployed()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { AwaitsStack = true });
        using var before = await host.Http.GetAsync("/_localaws/health");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"starting"}"""),
            (before.StatusCode, await before.Content.ReadAsStringAsync()));
        await host.DeployAsync("""
            Resources:
              Orders:
                Type: AWS::SQS::Queue
            """);
        Assert.Equal("""{"status":"running"}""", await host.Http.GetStringAsync("/_localaws/health"));
    }

    [Fact]
    public async Task Listens_on_another_address_only_where_it_is_told_to()
    {
        var health = _host.Url + "/_localaws/health";
        await Assert.ThrowsAsync<HttpRequestException>(
            () => _host.Http.GetAsync(health.Replace("127.0.0.1", "[::1]", StringComparison.Ordinal)));
        await using var everywhere = await TestHost.StartAsync(
            new LocalAwsOptions { ListenAddress = IPAddress.IPv6Any });
        Assert.StartsWith("http://127.0.0.1:", everywhere.Url, StringComparison.Ordinal);
        foreach (var address in new[] { "127.0.0.1", "[::1]" })
        {
            var url = everywhere.Url.Replace("127.0.0.1", address, StringComparison.Ordinal);
            Assert.Equal(
                """{"status":"running"}""", await everywhere.Http.GetStringAsync(url + "/_localaws/health"));
        }
    }

    [Theory]
    [InlineData("/_localaws")]
    [InlineData("/_localaws/")]
    public async Task Links_every_control_page(string path)
    {
        using var response = await _host.Http.GetAsync(path);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var html = await response.Content.ReadAsStringAsync();
        foreach (var page in new[] { "mail", "event-sources", "health", "rdap" })
        {
            Assert.Contains($"<a href=\"/_localaws/{page}\">", html, StringComparison.Ordinal);
        }

        Assert.Contains("POST /_localaws/reset", html, StringComparison.Ordinal);
        Assert.All(_host.Services.AwsServices, s => Assert.Contains(s.Name, html, StringComparison.Ordinal));
        // Both of its protocols are one service.
        Assert.DoesNotContain("SQS, SQS", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_the_control_pages_to_another_host_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_localaws/health");
        request.Headers.Host = "attacker.example";
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_an_unknown_service_with_501_and_a_hint()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "CodeBuild_20161006.ListBuilds");
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("CodeBuild_20161006", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/email/account", "127.0.0.1", 403)]
    [InlineData("/2015-03-31/functions", "127.0.0.1", 403)]
    [InlineData("/bucket", "s3.localhost", 403)]
    [InlineData("/bucket", "127.0.0.1", 404)]
    public async Task Answers_an_unsigned_request_as_the_service_that_it_is_for(string path, string host, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/v2/email/account", "127.0.0.1", 200)]
    [InlineData("/2015-03-31/functions", "127.0.0.1", 200)]
    [InlineData("/", "s3.localhost", 200)]
    public async Task Takes_an_unsigned_request_where_signatures_are_off(string path, string host, int status)
    {
        await using var open = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await open.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Answers_an_unknown_path_as_API_Gateway_does()
    {
        using var response = await _host.Http.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"message":"Not Found"}""", await response.Content.ReadAsStringAsync());
    }
}
