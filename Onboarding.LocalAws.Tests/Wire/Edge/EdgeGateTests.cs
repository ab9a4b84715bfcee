using System.Net;
using System.Text;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>docs/adr/0013-let-no-stranger-in.md, in front of everything that answers at the port.</summary>
public sealed class EdgeGateTests : IAsyncLifetime
{
    private const string SignUp = "AWSCognitoIdentityProviderService.SignUp";
    private const string Refused = "LocalAwsAccessDeniedException";

    private TestHost _host = null!;

    private Uri Edge => new(_host.Url);

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("GET /_localaws/health")]
    [InlineData("GET /_localaws/mail")]
    [InlineData("POST /_localaws/reset")]
    [InlineData("GET /_localaws/rdap/domain/example.com")]
    [InlineData("GET /f/2018-06-01/runtime/invocation/next")]
    [InlineData("GET /2015-03-31/functions")]
    [InlineData("POST /v2/email/outbound-emails")]
    [InlineData("GET /us-east-1_pool/.well-known/jwks.json")]
    [InlineData("POST /register")]
    [InlineData("GET /")]
    [InlineData("OPTIONS /")]
    [InlineData("OPTIONS *")]
    [InlineData("DELETE /_localaws/mail")]
    [InlineData("GET http://evil.example/_localaws/health")]
    public async Task Nothing_answers_under_another_name(string call)
    {
        foreach (var headers in new string[][]
        {
            [],
            ["Origin: http://evil.example"],
            ["X-Amz-Target: DynamoDB_20120810.ListTables"],
            [$"X-Amz-Target: {SignUp}", "Access-Control-Request-Headers: x-amz-target"],
            ["Authorization: AWS4-HMAC-SHA256 Credential=test/20261120/us-east-1/s3/aws4_request"],
        })
        {
            var (status, rest) = await RawHead.SendAsync(Edge, [$"{call} HTTP/1.1", "Host: evil.example", .. headers]);
            Assert.Equal(403, status);
            Assert.Contains(Refused, rest, StringComparison.Ordinal);
            Assert.Contains("--allowed-host NAME", rest, StringComparison.Ordinal);
            Assert.DoesNotContain("Access-Control", rest, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(200, "GET /_localaws/health HTTP/1.1", "Host: localhost")]
    [InlineData(200, "GET /_localaws/health HTTP/1.1", "Host: LocalHost.:1")]
    [InlineData(200, "GET /_localaws/health HTTP/1.1", "Host: [::1]:4566")]
    [InlineData(200, "GET /_localaws/health HTTP/1.1", "Host: any.thing.localhost")]
    [InlineData(200, "GET http://localhost:81/_localaws/health HTTP/1.1", "Host: localhost:81")]
    [InlineData(200, "GET /_localaws/health HTTP/1.0", "Host: 127.0.0.1")]
    [InlineData(403, "GET /_localaws/health HTTP/1.0", "X: no host")]
    [InlineData(403, "GET http://localhost/_localaws/health HTTP/1.0", "X: no host")]
    [InlineData(403, "GET /_localaws/health HTTP/1.1", "Host:")]
    [InlineData(403, "GET /_localaws/health HTTP/1.1", "Host: 0.0.0.0")]
    [InlineData(403, "GET /_localaws/health HTTP/1.1", "Host: host.docker.internal")]
    // Kestrel has refused these before the gate sees them.
    [InlineData(400, "GET /_localaws/health HTTP/1.1", "X: no host")]
    [InlineData(400, "GET /_localaws/health HTTP/1.1", "Host: localhost", "Host: evil.example")]
    [InlineData(400, "GET http://evil.example/_localaws/health HTTP/1.1", "Host: localhost")]
    [InlineData(400, "GET http://localhost/_localaws/health HTTP/1.1", "Host: evil.example")]
    public async Task The_host_is_what_the_request_says_it_is(int expected, params string[] head) =>
        Assert.Equal(expected, (await RawHead.SendAsync(Edge, head)).Status);

    [Fact]
    public async Task A_name_that_is_allowed_is_this_machines_and_so_are_its_pages()
    {
        await using var host = await TestHost.StartAsync(
            new LocalAwsOptions { AllowedHosts = ["host.docker.internal", "dev.example"] });
        foreach (var name in new[] { "host.docker.internal:4566", "DEV.example" })
        {
            var (status, _) = await RawHead.SendAsync(
                new Uri(host.Url), "GET /_localaws/health HTTP/1.1", $"Host: {name}");
            Assert.Equal(200, status);
        }

        var (preflight, rest) = await RawHead.SendAsync(
            new Uri(host.Url),
            "OPTIONS / HTTP/1.1",
            "Host: dev.example:4566",
            "Origin: http://dev.example:5173",
            "Access-Control-Request-Headers: x-amz-target");
        Assert.Equal(204, preflight);
        Assert.Contains("Access-Control-Allow-Origin: http://dev.example:5173", rest, StringComparison.Ordinal);
        // "same-site" is said of neighbours in the DNS, too.
        var (neighbour, _) = await RawHead.SendAsync(
            new Uri(host.Url), "GET /_localaws/mail HTTP/1.1", "Host: dev.example", "Sec-Fetch-Site: same-site");
        Assert.Equal(403, neighbour);
    }

    [Fact]
    public async Task A_name_that_is_none_is_a_fault_of_the_options()
    {
        var fault = await Assert.ThrowsAsync<LocalAwsException>(() => TestHost.StartAsync(
            new LocalAwsOptions { AllowedHosts = ["fine.example", "http://dev.example", "*.example"] }));
        Assert.Contains("'http://dev.example'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'*.example'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fine.example", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Foreign pages: every kind of call that a page can make, as it arrives here. What is behind the gate would not
    /// have answered 403.
    /// </summary>
    [Theory]
    [InlineData("GET", "/_localaws/health", null, "cross-site", "cors", "empty")]
    [InlineData("GET", "/_localaws/health", null, "cross-site", "navigate", "document")]
    [InlineData("GET", "/_localaws/mail", null, "cross-site", "no-cors", "image")]
    [InlineData("GET", "/_localaws/mail", null, "cross-site", "navigate", "iframe")]
    [InlineData("GET", "/_localaws/mail", "https://evil.example", "cross-site", "navigate", "document")]
    [InlineData("GET", "/_localaws/mail", "https://evil.example", null, null, null)]
    [InlineData("GET", "/_localaws/mail", "null", null, null, null)]
    [InlineData("GET", "/_localaws/mail", null, "future-value", "navigate", "iframe")]
    [InlineData("HEAD", "/_localaws/mail", null, "cross-site", "navigate", "document")]
    [InlineData("POST", "/_localaws/mail", null, "cross-site", "navigate", "document")]
    [InlineData("DELETE", "/_localaws/mail", "https://evil.example", "cross-site", "cors", "empty")]
    [InlineData("POST", "/_localaws/reset", "https://evil.example", "cross-site", "no-cors", "empty")]
    [InlineData("POST", "/_localaws/reset", "https://evil.example", "cross-site", "navigate", "document")]
    [InlineData("POST", "/_localaws/reset", "null", "cross-site", "navigate", "iframe")]
    [InlineData("GET", "/_localaws/event-sources", null, "cross-site", "navigate", "document")]
    [InlineData("GET", "/2015-03-31/functions", null, "cross-site", "navigate", "document")]
    [InlineData("GET", "/bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256", null, "cross-site", "navigate", "document")]
    [InlineData("POST", "/v2/email/outbound-emails", "https://evil.example", "cross-site", "no-cors", "empty")]
    [InlineData("POST", "/v2/email/outbound-emails", "https://evil.example", null, null, null)]
    [InlineData("POST", "/v2/email/outbound-emails", "null", "cross-site", "no-cors", "empty")]
    [InlineData("POST", "/v2/email/outbound-emails", "http://localhost:5173", "same-site", "no-cors", "empty")]
    [InlineData("POST", "/v2/email/outbound-emails", "http://localhost:5173", "cross-site", "no-cors", "empty")]
    [InlineData("GET", "/v2/email/account", "http://localhost:5173", "same-site", "cors", "empty")]
    [InlineData("POST", "/register", "https://evil.example", "cross-site", "cors", "empty")]
    [InlineData("GET", "/anything", null, "cross-site", "navigate", "document")]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", "https://evil.example", null, "websocket", null)]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", null, "cross-site", "no-cors", "image")]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", null, "same-site", "cors", "empty")]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", null, "same-origin", "cors", "empty")]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", null, "none", "navigate", "document")]
    [InlineData("OPTIONS", "/register", "https://evil.example", "cross-site", "cors", "empty")]
    [InlineData("OPTIONS", "/", "https://evil.example", "cross-site", "cors", "empty")]
    public async Task Refuses(string method, string path, string? origin, string? site, string? mode, string? dest)
    {
        var (status, text, headers) = await SendAsync(method, path, origin, site, mode, dest);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains(method == "HEAD" ? "" : Refused, text, StringComparison.Ordinal);
        Assert.False(headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("GET", "/_localaws/mail", null, "cross-site", "navigate", "document", 200)]
    [InlineData("GET", "/_localaws/mail", null, "none", "navigate", "document", 200)]
    [InlineData("GET", "/_localaws/mail", null, "same-origin", "navigate", "iframe", 200)]
    [InlineData("GET", "/_localaws/mail", "http://localhost:5173", null, null, null, 200)]
    [InlineData("GET", "/_localaws/health", null, "none", "navigate", "document", 200)]
    [InlineData("DELETE", "/_localaws/mail", "http://127.0.0.1:5173", "same-site", "cors", "empty", 204)]
    [InlineData("POST", "/_localaws/reset", null, "same-origin", "cors", "empty", 200)]
    [InlineData("GET", "/2015-03-31/functions?X-Amz-Algorithm=x", null, "same-site", "no-cors", "image", 403)]
    [InlineData("GET", "/nothing", null, "same-site", "navigate", "document", 404)]
    [InlineData("POST", "/nothing", "http://localhost:5173", "same-site", "cors", "empty", 404)]
    [InlineData("POST", "/nothing", "http://localhost:5173", "same-origin", "cors", "empty", 404)]
    [InlineData("GET", "/f/2018-06-01/runtime/invocation/next", null, null, null, null, 404)]
    public async Task Lets_in(
        string method, string path, string? origin, string? site, string? mode, string? dest, int expected)
    {
        var (status, text, _) = await SendAsync(method, path, origin, site, mode, dest);
        Assert.Equal(expected, (int)status);
        // An unsigned call of a service is let in, to be refused by that service.
        Assert.DoesNotContain(Refused, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5173", "same-site", true)]
    [InlineData("http://localhost:5173", "cross-site", true)]
    [InlineData("http://localhost:5173", null, true)]
    [InlineData("http://127.0.0.1:3000", "cross-site", true)]
    [InlineData("http://app.localhost", "cross-site", true)]
    [InlineData("http://evil.example", "cross-site", false)]
    [InlineData("http://evil.example", null, false)]
    [InlineData("null", "cross-site", false)]
    [InlineData("null", null, false)]
    public async Task Cognito_is_for_pages_of_this_machine(string origin, string? site, bool isLetIn)
    {
        var (status, text, headers) = await SendAsync("POST", "/", origin, site, "cors", "empty", SignUp);
        Assert.Equal(isLetIn ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, status);
        Assert.Contains(isLetIn ? "InvalidParameterException" : Refused, text, StringComparison.Ordinal);
        Assert.Equal(isLetIn, headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("DynamoDB_20120810.ListTables")]
    [InlineData("AmazonSQS.ListQueues")]
    [InlineData("AWSEvents.PutEvents")]
    [InlineData("CodeBuild_20161006.ListBuilds")]
    public async Task Other_services_are_not_for_pages(string target)
    {
        foreach (var origin in new[] { "http://evil.example", "http://localhost:5173", "null" })
        {
            var (status, text, _) = await SendAsync("POST", "/", origin, "same-site", "cors", "empty", target);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains(Refused, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_frames_the_mailbox_or_holds_its_window()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_localaws/mail");
        request.Headers.Accept.ParseAdd("text/html");
        using var page = await _host.Http.SendAsync(request);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("SAMEORIGIN", page.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", page.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains(
            "frame-ancestors 'self'",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    /// <summary>A script in an object would be of one origin with the control pages.</summary>
    [Theory]
    [InlineData("text/html", "none", true)]
    [InlineData("image/svg+xml", "same-origin", true)]
    [InlineData("", "none", true)]
    [InlineData("application/pdf", "none", false)]
    [InlineData("text/html", null, false)]
    public async Task An_object_that_a_browser_shows_is_sandboxed(string type, string? site, bool isSandboxed)
    {
        await using var open = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        await SendAsync(open, HttpMethod.Put, "/", null, null);
        await SendAsync(open, HttpMethod.Put, "/page", type, null);
        using var page = await SendAsync(open, HttpMethod.Get, "/page", null, site);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(isSandboxed, page.Headers.TryGetValues("Content-Security-Policy", out var policy));
        Assert.Equal(isSandboxed ? "sandbox" : null, policy?.Single());

        static async Task<HttpResponseMessage> SendAsync(
            TestHost host, HttpMethod method, string path, string? type, string? site)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Host = "documents.s3.localhost";
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site is null ? [] : [site]);
            if (type is not null)
            {
                request.Content = new ByteArrayContent("<script>1</script>"u8.ToArray());
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            var response = await host.Http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            return response;
        }
    }

    /// <summary>Older browsers than Sec-Fetch-Site: an image's GET says nothing, but who sends it.</summary>
    [Fact]
    public async Task The_Runtime_API_is_for_no_browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/f/2018-06-01/runtime/invocation/next");
        request.Headers.UserAgent.ParseAdd("Mozilla/5.0");
        using var refused = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers)>
        SendAsync(
            string method, string path, string? origin, string? site, string? mode, string? dest, string? target = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var isPreflight = method == "OPTIONS";
        foreach (var (name, value) in new (string, string?)[]
        {
            ("Origin", origin),
            ("Sec-Fetch-Site", site),
            ("Sec-Fetch-Mode", mode),
            ("Sec-Fetch-Dest", dest),
            ("X-Amz-Target", target),
            ("Access-Control-Request-Method", isPreflight ? "POST" : null),
            ("Access-Control-Request-Headers", isPreflight && path == "/" ? "x-amz-target" : null),
        })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (target is not null)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.1");
        }

        using var response = await _host.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
