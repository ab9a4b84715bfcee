using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
public sealed class PayloadFormat1Tests
{
    private static readonly RouteDefinition Route =
        new("GET /my/{name}", "f") { PayloadFormat = PayloadFormat.Version1 };

    [Fact]
    public async Task The_event_keeps_every_value_and_cookies_among_the_headers()
    {
        await using var host = await ApiHost.StartAsync("""{"statusCode":200}""", Route);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/my/path?a=1&a=2&b=3");
        request.Headers.TryAddWithoutValidation("Cookie", "c1=a; c2=b");
        (await host.Http.SendAsync(request)).Dispose();
        using var document = JsonDocument.Parse(host.LastEvent);
        var root = document.RootElement;
        Assert.Equal("/my/{name}", root.GetProperty("resource").GetString());
        Assert.Equal("/my/path", root.GetProperty("path").GetString());
        Assert.Equal("""{"a":"1","b":"3"}""", root.GetProperty("queryStringParameters").GetRawText());
        Assert.Equal(
            """{"a":["1","2"],"b":["3"]}""", root.GetProperty("multiValueQueryStringParameters").GetRawText());
        Assert.Equal("c1=a; c2=b", root.GetProperty("headers").GetProperty("cookie").GetString());
        Assert.Equal(
            """["127.0.0.1"]""", root.GetProperty("multiValueHeaders").GetProperty("x-forwarded-for").GetRawText());
        Assert.Equal("""{"name":"path"}""", root.GetProperty("pathParameters").GetRawText());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("body").ValueKind);
        Assert.Equal(
            """{"claims":null,"scopes":null}""",
            root.GetProperty("requestContext").GetProperty("authorizer").GetRawText());
    }

    [Theory]
    [InlineData("\"hello\"")]
    [InlineData("{\"message\":\"hello\"}")]
    [InlineData("null")]
    [InlineData("{\"statusCode\":200,\"multiValueHeaders\":[]}")]
    [InlineData("{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"1\"}}")]
    [InlineData("{\"statusCode\":200,\"multiValueHeaders\":{\"a\":[\"1\\r\\n\"]}}")]
    public async Task An_answer_that_is_no_response_is_a_500(string answer)
    {
        await using var host = await ApiHost.StartAsync(answer, Route);
        using var response = await host.Http.GetAsync("/my/path");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Multi_value_headers_are_merged_with_headers_and_there_are_no_cookies()
    {
        await using var host = await ApiHost.StartAsync(
            """
            {"statusCode":201,"body":"{}","headers":{"x-one":"1","x-two":"1"},"cookies":["no=1"],
            "multiValueHeaders":{"x-two":["1","2"],"set-cookie":["a=1","b=2"],"Content-Type":["application/json"]}}
            """,
            Route);
        using var response = await host.Http.GetAsync("/my/path");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(["1"], response.Headers.GetValues("x-one"));
        Assert.Equal(["1", "2"], response.Headers.GetValues("x-two"));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("set-cookie"));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_event_shows_what_the_authorizer_returned_and_whom_its_policy_names()
    {
        await using var host = await ApiHost.StartAsync(
            (name, _) => Task.FromResult(ApiHost.Returned(name == "authorizer"
                ? """
                  {"principalId":"me","context":{"tier":"gold"},"policyDocument":{"Version":"2012-10-17","Statement":
                  [{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}}
                  """
                : """{"statusCode":200}""")),
            new HttpApiDefinition
            {
                ApiId = "api-id",
                Authorizers =
                [
                    new LambdaAuthorizerDefinition("Keys", "authorizer") { PayloadFormat = PayloadFormat.Version1 },
                ],
                Routes = [Route with { Authorizer = "Keys" }],
            },
            time: null,
            keys: null);
        (await host.Http.GetAsync("/my/path")).Dispose();
        using var document = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(
            """{"tier":"gold","principalId":"me"}""",
            document.RootElement.GetProperty("requestContext").GetProperty("authorizer").GetRawText());
    }
}
