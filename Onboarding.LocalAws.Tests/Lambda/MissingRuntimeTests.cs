using System.Net;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>
/// Local: with functions whose runtimes the host does not start, the log names those whose events wait. What the
/// gateway answers meanwhile is Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
/// </summary>
public sealed class MissingRuntimeTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan IntegrationTimeMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AuthorizerTimeMax = TimeSpan.FromSeconds(10);

    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await LambdaHost.StartAsync(time: _time, logging: _log);
        _host.Services.Functions.Deploy(LambdaHost.Function("work"));
        _host.Services.Functions.Deploy(LambdaHost.Function("judge"));
        await _host.Services.StackRuntime.CreateHttpApiAsync(
            new HttpApiDefinition
            {
                ApiId = "api",
                Authorizers = [new LambdaAuthorizerDefinition("judged", "judge") { GivesSimpleResponses = true }],
                Routes =
                [
                    new RouteDefinition("GET /open", "work"),
                    new RouteDefinition("GET /judged", "work") { Authorizer = "judged" },
                ],
            },
            CancellationToken.None);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void The_host_names_the_functions_that_it_does_not_start() =>
        Assert.Equal(["judge", "work"], _host.Services.Functions.External);

    [Fact]
    public async Task A_host_that_starts_functions_names_none()
    {
        await using var host = await LambdaHost.StartAsync(LambdaHost.Serving(e => e.Payload));
        host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        Assert.Empty(host.Services.Functions.External);
    }

    [Theory]
    [InlineData("/open", 503, "Service Unavailable", "work")]
    [InlineData("/judged", 500, "Internal Server Error", "judge")]
    public async Task The_gateway_answers_in_its_time_and_one_line_names_the_function(
        string path, int status, string message, string function)
    {
        foreach (var round in Enumerable.Range(1, 2))
        {
            var asking = _host.Http.GetAsync(path);
            await _time.PassAsync(status == 503 ? IntegrationTimeMax : AuthorizerTimeMax);
            using var answer = await asking.InTimeAsync();
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal($$"""{"message":"{{message}}"}""", await answer.Content.ReadAsStringAsync());
            Assert.Equal(round, _log.All.Count);
        }

        Assert.All(_log.All, line => Assert.Equal(LineOf(function), line));
    }

    [Fact]
    public async Task Events_that_wait_together_share_a_line_and_a_runtime_that_polls_ends_the_wait()
    {
        Task<HttpResponseMessage>[] asking = [_host.Http.GetAsync("/open"), _host.Http.GetAsync("/open")];
        await _time.WhenTimerAsync(IntegrationTimeMax);
        using var runtime = Runtime.External(_host, "work");
        foreach (var _ in asking)
        {
            var next = await runtime.NextAsync();
            using var accepted = await runtime.RespondAsync(next.RequestId, "{}");
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }

        foreach (var answer in await Task.WhenAll(asking))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }

        Assert.InRange(_log.All.Count, 0, 1);
    }

    [Fact]
    public async Task A_runtime_that_works_is_not_missed()
    {
        using var runtime = Runtime.External(_host, "work");
        var polling = runtime.NextAsync();
        await _host.IdleAsync("work", 1);
        var first = _host.Http.GetAsync("/open");
        var next = await polling;
        using var giveUp = new CancellationTokenSource();
        var second = _host.Services.Functions.InvokeAsync(
            "work", new InvokeRequest { Payload = "{}"u8.ToArray() }, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Empty(_log.All);
        using var accepted = await runtime.RespondAsync(next.RequestId, "{}");
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_runtime_that_went_is_missed()
    {
        using var gone = new CancellationTokenSource();
        var polling = _host.Services.Functions.Find("work")!.NextAsync(environment: null, gone.Token);
        Assert.False(polling.IsCompleted);
        await gone.CancelAsync();
        Assert.Null(await polling);
        var asking = _host.Http.GetAsync("/open");
        await _time.PassAsync(IntegrationTimeMax);
        using var answer = await asking.InTimeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(LineOf("work"), Assert.Single(_log.All));
    }

    private static string LineOf(string function) =>
        $"{function}: an event waits and no runtime polls for it; start one as docs/recipes/debug-one-function.md says";
}
