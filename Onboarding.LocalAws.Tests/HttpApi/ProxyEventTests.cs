using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.HttpApi;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
public class ProxyEventTests
{
    // The names of the documented sample, without `authentication` (mutual TLS) and `authorizer` (none on this route).
    private const string DocumentedNames = """
        version routeKey rawPath rawQueryString cookies headers queryStringParameters requestContext
        requestContext.accountId requestContext.apiId requestContext.domainName requestContext.domainPrefix
        requestContext.http requestContext.http.method requestContext.http.path requestContext.http.protocol
        requestContext.http.sourceIp requestContext.http.userAgent requestContext.requestId requestContext.routeKey
        requestContext.stage requestContext.time requestContext.timeEpoch body pathParameters isBase64Encoded
        stageVariables
        """;

    [Fact]
    public async Task The_event_has_the_documented_members_and_types()
    {
        await using var host = await SendAsync(Sample());
        using var document = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(
            DocumentedNames.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Order(),
            Names(document.RootElement, "").Order());
        var context = document.RootElement.GetProperty("requestContext");
        Assert.Equal(JsonValueKind.Number, context.GetProperty("timeEpoch").ValueKind);
        Assert.Matches(@"^\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000$", context.GetProperty("time").GetString());
        Assert.Matches("^[A-Za-z0-9]{15}=$", context.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task The_event_carries_the_request()
    {
        await using var host = await SendAsync(Sample());
        using var document = JsonDocument.Parse(host.LastEvent);
        var root = document.RootElement;
        Assert.Equal("POST /my/{name}", root.GetProperty("routeKey").GetString());
        Assert.Equal("/my/a path", root.GetProperty("rawPath").GetString());
        Assert.Equal("parameter1=value1&parameter1=v%202&flag", root.GetProperty("rawQueryString").GetString());
        Assert.Equal(
            """{"parameter1":"value1,v 2","flag":""}""", root.GetProperty("queryStringParameters").GetRawText());
        Assert.Equal("""["cookie1=a","cookie2=b"]""", root.GetProperty("cookies").GetRawText());
        Assert.Equal("""{"name":"a path"}""", root.GetProperty("pathParameters").GetRawText());
        Assert.Equal("{\"a\":\"é\"}", root.GetProperty("body").GetString());
        var headers = root.GetProperty("headers");
        Assert.Equal("value1, value2", headers.GetProperty("header2").GetString());
        Assert.Equal("application/json; charset=utf-8", headers.GetProperty("content-type").GetString());
        Assert.Equal("127.0.0.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.False(headers.TryGetProperty("cookie", out _));
        var http = root.GetProperty("requestContext").GetProperty("http");
        Assert.Equal("agent/1", http.GetProperty("userAgent").GetString());
        Assert.Equal("HTTP/1.1", http.GetProperty("protocol").GetString());
    }

    [Fact]
    public void Headers_of_one_name_are_joined_by_commas()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Header2"] = new[] { "value1", "value2" };
        var request = new GatewayRequest
        {
            Http = context.Request,
            Path = RequestPath.Parse("/"),
            Match = new RouteMatch(new RouteDefinition("$default", "f"), [], []),
            Api = new HttpApiDefinition { ApiId = "api-id", Routes = [] },
            AccountId = "123456789012",
            RequestId = "id",
            Time = DateTimeOffset.UnixEpoch,
            GatewayHeaders = new Dictionary<string, string>(),
        };
        using var document = JsonDocument.Parse(ProxyEventWriter.Write(request, default));
        Assert.Equal(
            "value1,value2", document.RootElement.GetProperty("headers").GetProperty("header2").GetString());
        var requestContext = document.RootElement.GetProperty("requestContext");
        Assert.Equal("01/Jan/1970:00:00:00 +0000", requestContext.GetProperty("time").GetString());
    }

    [Fact]
    public async Task Members_without_a_value_are_absent()
    {
        await using var host = await SendAsync(new HttpRequestMessage(HttpMethod.Post, "/my/x"));
        using var document = JsonDocument.Parse(host.LastEvent);
        foreach (var name in (string[])["cookies", "queryStringParameters", "body"])
        {
            Assert.False(document.RootElement.TryGetProperty(name, out _), name);
        }

        Assert.False(document.RootElement.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("", document.RootElement.GetProperty("rawQueryString").GetString());
    }

    [Theory]
    [InlineData("text/plain", "hello", false)]
    [InlineData("application/json", "{}", false)]
    [InlineData("application/problem+json", "{}", false)]
    [InlineData("application/x-www-form-urlencoded", "a=b", true)]
    [InlineData("application/octet-stream", "hello", true)]
    [InlineData("image/png", "x", true)]
    public async Task Only_text_bodies_are_passed_as_text(string contentType, string body, bool isBase64)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        await using var host = await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/my/x") { Content = content });
        using var document = JsonDocument.Parse(host.LastEvent);
        Assert.Equal(isBase64, document.RootElement.GetProperty("isBase64Encoded").GetBoolean());
        var expected = isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) : body;
        Assert.Equal(expected, document.RootElement.GetProperty("body").GetString());
    }

    private static HttpRequestMessage Sample()
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, "/my/a%20path?parameter1=value1&parameter1=v%202&flag")
        {
            Content = new StringContent("{\"a\":\"é\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Header2", ["value1", "value2"]);
        request.Headers.TryAddWithoutValidation("Cookie", "cookie1=a; cookie2=b");
        request.Headers.TryAddWithoutValidation("User-Agent", "agent/1");
        return request;
    }

    private static async Task<ApiHost> SendAsync(HttpRequestMessage request)
    {
        var host = await ApiHost.StartAsync("{}", new RouteDefinition("POST /my/{name}", "f"));
        using (request)
        using (var response = await host.Http.SendAsync(request))
        {
            Assert.Equal(200, (int)response.StatusCode);
        }

        return host;
    }

    private static IEnumerable<string> Names(JsonElement element, string prefix)
    {
        foreach (var property in element.EnumerateObject())
        {
            yield return prefix + property.Name;
            var isFixed = property.Name is "requestContext" or "http";
            if (!isFixed)
            {
                continue;
            }

            foreach (var name in Names(property.Value, $"{prefix}{property.Name}."))
            {
                yield return name;
            }
        }
    }
}
