using System.Text;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.Tests.HttpApi;

namespace Onboarding.LocalAws.Tests.EventJson;

/// <summary>What functions and authorizers of an HTTP API get, beside AWS's documented samples.</summary>
public sealed class HttpApiEventTests
{
    [Theory]
    [InlineData("ApiGatewayProxy2", "2.0", "/my/{name}", true)]
    [InlineData("ApiGatewayProxy1", "1.0", "/my/path", false)]
    public async Task A_function_gets_the_documented_event(string sample, string version, string path, bool hasStage)
    {
        var (api, _) = await SendAsync(version, path, hasStage, isAuthorized: false);
        DocumentedEvent.Named(sample).Matches(api);
    }

    [Theory]
    [InlineData("ApiGatewayAuthorizer2", "2.0")]
    [InlineData("ApiGatewayAuthorizer1", "1.0")]
    public async Task An_authorizer_gets_the_documented_event(string sample, string version)
    {
        var (_, authorizer) = await SendAsync(version, "/my/{name}", hasStage: true, isAuthorized: true);
        DocumentedEvent.Named(sample).Matches(authorizer!);
    }

    private static async Task<(string Api, string? Authorizer)> SendAsync(
        string version, string path, bool hasStage, bool isAuthorized)
    {
        var format = version == "1.0" ? PayloadFormat.Version1 : PayloadFormat.Version2;
        string? authorizerEvent = null;
        ApiHost? running = null;
        await using var host = await ApiHost.StartAsync(
            (name, _) =>
            {
                authorizerEvent = name == "authorizer" ? running!.LastEvent : authorizerEvent;
                return Task.FromResult(ApiHost.Returned(name == "authorizer" ? Allow : """{"statusCode":200}"""));
            },
            new HttpApiDefinition
            {
                ApiId = "api-id",
                StageVariables = hasStage
                    ? new Dictionary<string, string> { ["stageVariable1"] = "value1" }
                    : new Dictionary<string, string>(),
                Authorizers =
                [
                    new LambdaAuthorizerDefinition("Keys", "authorizer")
                    {
                        IdentitySources = [new IdentitySource(IdentitySourceKind.Header, "header1")],
                        PayloadFormat = format,
                    },
                ],
                Routes =
                [
                    new RouteDefinition($"POST {path}", "f")
                    {
                        PayloadFormat = format,
                        Authorizer = isAuthorized ? "Keys" : null,
                    },
                ],
            },
            time: null,
            keys: null);
        running = host;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/my/path?parameter1=value1&parameter1=value2&parameter2=value")
        {
            Content = new StringContent("Hello from Lambda!", Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("header1", "value1");
        request.Headers.TryAddWithoutValidation("Cookie", "cookie1=a; cookie2=b");
        request.Headers.TryAddWithoutValidation("User-Agent", "agent");
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        return (host.LastEvent, authorizerEvent);
    }

    private const string Allow = """
        {"principalId":"me","policyDocument":{"Version":"2012-10-17","Statement":
        [{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}}
        """;
}
