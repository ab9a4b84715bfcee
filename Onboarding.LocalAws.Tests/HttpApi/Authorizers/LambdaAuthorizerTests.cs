using System.Text.Json;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;

namespace Onboarding.LocalAws.Tests.HttpApi.Authorizers;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html).
/// </summary>
public class LambdaAuthorizerTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("""{"isAuthorized":true,"context":{"key":"v"}}""", 200, "")]
    [InlineData("""{"isAuthorized":false}""", 403, """{"message":"Forbidden"}""")]
    [InlineData("""{"isAuthorized":"yes"}""", 500, """{"message":"Internal Server Error"}""")]
    [InlineData("not json", 500, """{"message":"Internal Server Error"}""")]
    public async Task A_simple_answer_decides(string answer, int status, string body)
    {
        await using var host = await StartAsync(answer);
        using var response = await SendAsync(host, "/a", "secret");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? "{}" : body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Allow", "arn:aws:execute-api:us-east-1:123456789012:api-id/$default/GET/a", 200)]
    [InlineData("Allow", "arn:aws:execute-api:*:*:api-id/*/GET/*", 200)]
    [InlineData("Allow", "arn:aws:execute-api:us-east-1:123456789012:api-id/$default/GET/b", 403)]
    [InlineData("Allow", "arn:aws:execute-api:us-east-1:123456789012:api-id/$default/PO?T/a", 403)]
    [InlineData("Deny", "*", 403)]
    [InlineData("Maybe", "*", 500)]
    public async Task An_IAM_policy_decides(string effect, string resource, int status)
    {
        var answer = $$$"""
            {"principalId":"me","policyDocument":{"Version":"2012-10-17","Statement":
            [{"Action":"execute-api:Invoke","Effect":"{{{effect}}}","Resource":"{{{resource}}}"}]}}
            """;
        await using var host = await StartAsync(answer, isSimple: false);
        using var response = await SendAsync(host, "/a", "secret");
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_request_without_the_identity_is_refused_without_asking()
    {
        await using var host = await StartAsync("""{"isAuthorized":true}""");
        using var response = await SendAsync(host, "/a", secret: null);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(host.Invoked);
    }

    [Fact]
    public async Task A_failed_authorizer_is_a_500()
    {
        await using var host = await StartAsync(answer: null);
        using var response = await SendAsync(host, "/a", "secret");
        Assert.Equal(500, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_answer_is_remembered_per_identity_for_its_time()
    {
        await using var host = await StartAsync("""{"isAuthorized":true}""", cache: TimeSpan.FromMinutes(5));
        foreach (var secret in (string[])["one", "one", "two"])
        {
            (await SendAsync(host, "/a", secret)).Dispose();
        }

        (await SendAsync(host, "/b", "one")).Dispose();
        Assert.Equal(2, host.Invoked.Count(name => name == "authorizer"));
        _time.Advance(TimeSpan.FromMinutes(6));
        (await SendAsync(host, "/a", "one")).Dispose();
        Assert.Equal(3, host.Invoked.Count(name => name == "authorizer"));
    }

    [Fact]
    public async Task The_functions_event_carries_the_authorizers_context()
    {
        await using var host = await StartAsync("""{"isAuthorized":true,"context":{"key":"v"}}""");
        (await SendAsync(host, "/a", "secret")).Dispose();
        using var sent = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(
            """{"lambda":{"key":"v"}}""",
            sent.RootElement.GetProperty("requestContext").GetProperty("authorizer").GetRawText());
    }

    [Fact]
    public async Task The_authorizers_event_has_the_documented_members()
    {
        await using var host = await StartAsync("""{"isAuthorized":false}""");
        (await SendAsync(host, "/a?q=1", "secret")).Dispose();
        using var sent = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(
            [
                "version", "type", "routeArn", "identitySource", "routeKey", "rawPath", "rawQueryString", "headers",
                "queryStringParameters", "requestContext",
            ],
            sent.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""["secret"]""", sent.RootElement.GetProperty("identitySource").GetRawText());
        Assert.Equal(
            "arn:aws:execute-api:us-east-1:123456789012:api-id/$default/GET/a",
            sent.RootElement.GetProperty("routeArn").GetString());
    }

    [Fact]
    public async Task A_host_that_stops_answers_503_as_for_any_route()
    {
        await using var host = await StartAsync(answer: "stopping");
        using var response = await SendAsync(host, "/a", "secret");
        Assert.Equal(503, (int)response.StatusCode);
    }

    private Task<ApiHost> StartAsync(string? answer, bool isSimple = true, TimeSpan cache = default)
    {
        var api = new HttpApiDefinition
        {
            ApiId = "api-id",
            Authorizers =
            [
                new LambdaAuthorizerDefinition("Keys", "authorizer")
                {
                    IdentitySources = [new IdentitySource(IdentitySourceKind.Header, "x-api-key")],
                    CacheTime = cache,
                    GivesSimpleResponses = isSimple,
                },
            ],
            Routes =
            [
                new RouteDefinition("GET /a", "f") { Authorizer = "Keys" },
                new RouteDefinition("GET /b", "f") { Authorizer = "Keys" },
            ],
        };
        return ApiHost.StartAsync(
            (name, _) => Task.FromResult((name, answer) switch
            {
                ("authorizer", "stopping") => new IntegrationResult(IntegrationOutcome.HostStopping),
                ("authorizer", null) => new IntegrationResult(IntegrationOutcome.Failed),
                ("authorizer", _) => ApiHost.Returned(answer),
                _ => ApiHost.Returned("{}"),
            }),
            api,
            _time,
            keys: null);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiHost host, string path, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (secret is not null)
        {
            request.Headers.Add("x-api-key", secret);
        }

        return await host.Http.SendAsync(request);
    }
}
