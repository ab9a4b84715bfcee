using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Cors;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
/// </summary>
public class CorsTests
{
    private static readonly HttpApiDefinition Api = new()
    {
        ApiId = "api-id",
        Routes = [new RouteDefinition("POST /work", "f")],
        Cors = new CorsDefinition
        {
            AllowOrigins = ["https://a.example", "http://*"],
            AllowMethods = ["POST", "GET"],
            AllowHeaders = ["content-type"],
            ExposeHeaders = ["location"],
            AllowsCredentials = true,
            MaxAgeSeconds = 600,
        },
    };

    [Theory]
    [InlineData("https://a.example", "https://a.example")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    public async Task The_gateway_answers_preflights_itself(string origin, string allowed)
    {
        await using var host = await StartAsync("{}");
        using var request = new HttpRequestMessage(HttpMethod.Options, "/work");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(allowed, Header(response, "access-control-allow-origin"));
        Assert.Equal("POST,GET", Header(response, "access-control-allow-methods"));
        Assert.Equal("600", Header(response, "access-control-max-age"));
        Assert.Equal("true", Header(response, "access-control-allow-credentials"));
        Assert.Empty(host.Invoked);
    }

    /// <summary>
    /// Local: AWS answers such a preflight with 204 and no headers, and runs functions for such a call.
    /// </summary>
    [Theory]
    [InlineData("OPTIONS", "https://b.example")]
    [InlineData("OPTIONS", "https://a.example.evil.example")]
    [InlineData("POST", "https://b.example")]
    [InlineData("POST", "https://a.example:8443")]
    [InlineData("POST", "null")]
    public async Task An_origin_that_is_not_allowed_does_not_get_as_far_as_a_function(string method, string origin)
    {
        await using var host = await StartAsync("{}");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/work");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Null(Header(response, "access-control-allow-origin"));
        Assert.Empty(host.Invoked);
    }

    [Theory]
    [InlineData("https://a.example", "cross-site", true)]
    [InlineData("https://b.example", "cross-site", false)]
    [InlineData("http://localhost:5173", "same-site", true)]
    [InlineData("https://localhost:5173", "same-site", false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, "same-site", true)]
    [InlineData(null, "same-origin", true)]
    [InlineData(null, "none", true)]
    public async Task Where_a_browser_says_from_where_it_comes_CORS_decides(string? origin, string site, bool isAllowed)
    {
        await using var host = await StartAsync("{}");
        await AssertAsync(host, "POST", origin, site, isAllowed);
    }

    [Theory]
    [InlineData(null, "cross-site")]
    [InlineData("https://anybody.example", "cross-site")]
    [InlineData("null", null)]
    public async Task Who_allows_every_origin_allows_them_all(string? origin, string? site)
    {
        await using var host = await StartAsync(
            "{}", Api with { Cors = new CorsDefinition { AllowOrigins = ["*"] } });
        await AssertAsync(host, "POST", origin, site, isAllowed: true);
    }

    /// <summary>
    /// Without a CorsConfiguration functions answer for CORS themselves; only pages of this machine ask them.
    /// </summary>
    [Theory]
    [InlineData("OPTIONS", "http://localhost:5173", null, true)]
    [InlineData("POST", "http://localhost:5173", "same-site", true)]
    [InlineData("POST", "http://localhost:5173", "cross-site", false)]
    [InlineData("POST", "https://anybody.example", null, false)]
    [InlineData("POST", "null", null, false)]
    [InlineData("GET", null, "cross-site", false)]
    [InlineData("GET", null, null, true)]
    public async Task An_API_without_CORS_is_for_pages_of_this_machine(
        string method, string? origin, string? site, bool isAllowed)
    {
        await using var host = await StartAsync(
            "{}", Api with { Cors = null, Routes = [new RouteDefinition("ANY /work", "f")] });
        await AssertAsync(host, method, origin, site, isAllowed);
    }

    private static async Task AssertAsync(ApiHost host, string method, string? origin, string? site, bool isAllowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/work");
        request.Headers.TryAddWithoutValidation("Origin", origin is null ? [] : [origin]);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site is null ? [] : [site]);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(isAllowed ? 200 : 403, (int)response.StatusCode);
        Assert.Equal(isAllowed ? ["f"] : [], host.Invoked);
    }

    [Fact]
    public async Task The_gateways_headers_replace_those_of_the_function()
    {
        await using var host = await StartAsync(
            """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*","x-own":"1"}}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/work");
        request.Headers.Add("Origin", "https://a.example");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal("https://a.example", Header(response, "access-control-allow-origin"));
        Assert.Equal("location", Header(response, "access-control-expose-headers"));
        Assert.Equal("1", Header(response, "x-own"));
    }

    private static Task<ApiHost> StartAsync(string answer, HttpApiDefinition? api = null) =>
        ApiHost.StartAsync((_, _) => Task.FromResult(ApiHost.Returned(answer)), api ?? Api, time: null, keys: null);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
