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
    [InlineData("https://b.example", null)]
    public async Task The_gateway_answers_preflights_itself(string origin, string? allowed)
    {
        await using ApiHost host = await StartAsync("{}");
        using var request = new HttpRequestMessage(HttpMethod.Options, "/work");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using HttpResponseMessage response = await host.Http.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(allowed, Header(response, "access-control-allow-origin"));
        Assert.Equal(allowed is null ? null : "POST,GET", Header(response, "access-control-allow-methods"));
        Assert.Equal(allowed is null ? null : "600", Header(response, "access-control-max-age"));
        Assert.Equal(allowed is null ? null : "true", Header(response, "access-control-allow-credentials"));
        Assert.Empty(host.Invoked);
    }

    [Fact]
    public async Task The_gateways_headers_replace_those_of_the_function()
    {
        await using ApiHost host = await StartAsync(
            """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*","x-own":"1"}}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/work");
        request.Headers.Add("Origin", "https://a.example");
        using HttpResponseMessage response = await host.Http.SendAsync(request);
        Assert.Equal("https://a.example", Header(response, "access-control-allow-origin"));
        Assert.Equal("location", Header(response, "access-control-expose-headers"));
        Assert.Equal("1", Header(response, "x-own"));
    }

    private static Task<ApiHost> StartAsync(string answer) =>
        ApiHost.StartAsync((_, _) => Task.FromResult(ApiHost.Returned(answer)), Api, time: null, keys: null);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
