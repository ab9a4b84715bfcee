using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>A real edge whose functions are one delegate: event in, answer out.</summary>
internal sealed class ApiHost : IAsyncDisposable, IHttpApiIntegration
{
    private readonly Func<string, CancellationToken, Task<IntegrationResult>> _function;
    private EdgeServer? _server;

    private ApiHost(Func<string, CancellationToken, Task<IntegrationResult>> function) => _function = function;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    /// <summary>The last event that a function got, as JSON.</summary>
    public string LastEvent { get; private set; } = "";

    public BodyBudget Bodies { get; private set; } = null!;

    public Meter Meter { get; } = new("ApiHost");

    /// <summary>Every function that was invoked, in order.</summary>
    public ConcurrentQueue<string> Invoked { get; } = new();

    public static IntegrationResult Returned(string json) =>
        new(IntegrationOutcome.Returned, Encoding.UTF8.GetBytes(json));

    public static Task<ApiHost> StartAsync(string answer, params RouteDefinition[] routes) => StartAsync(
        (_, _) => Task.FromResult(Returned(answer)), routes);

    public static Task<ApiHost> StartAsync(
        Func<string, CancellationToken, Task<IntegrationResult>> function, params RouteDefinition[] routes) =>
        StartAsync(
            function,
            new HttpApiDefinition
            {
                ApiId = "api-id",
                StageVariables = new Dictionary<string, string> { ["stageVariable1"] = "value1" },
                Routes = routes,
            },
            time: null,
            keys: null);

    public static async Task<ApiHost> StartAsync(
        Func<string, CancellationToken, Task<IntegrationResult>> function,
        HttpApiDefinition api,
        TimeProvider? time,
        IJsonWebKeySource? keys)
    {
        var host = new ApiHost(function);
        var scope = new AwsScope("123456789012", "us-east-1");
        var random = RandomSource.Seeded(1);
        var clock = time ?? TimeProvider.System;
        keys ??= new DiscoveredKeys(clock, NullLogger<DiscoveredKeys>.Instance);
        // No request waits: one that finds no room is refused at once.
        host.Bodies = new BodyBudget(new BodyBudgetOptions { WaitingCountMax = 0 }, clock);
        var metrics = new EdgeMetrics(host.Meter);
        var endpoint = new HttpApiEndpoint(
            host, scope, clock, random, keys, host.Bodies, metrics, NullLogger<HttpApiEndpoint>.Instance);
        endpoint.Deploy(api);
        var credentials = new CredentialStore(scope, RandomSource.System, TimeProvider.System);
        var authenticator = new EdgeAuthenticator(
            new SigV4Verifier(credentials, scope, TimeProvider.System),
            new SigV2Verifier(credentials, TimeProvider.System),
            credentials,
            verifies: true,
            new CredentialHint(scope, credentials.Root, NullLogger<CredentialHint>.Instance));
        var dispatcher = new EdgeDispatcher(
            new EdgeGate(new OwnHosts([])),
            [],
            endpoint,
            new ServiceTable([]),
            authenticator,
            host.Bodies,
            RandomSource.System,
            clock,
            NullLogger<EdgeDispatcher>.Instance,
            MemoryDurability.Instance,
            metrics);
        host._server = await EdgeServer.StartAsync(
            new LocalAwsOptions { Port = 0 }, dispatcher.HandleAsync, CancellationToken.None);
        host.Http.BaseAddress = host._server.Url;
        return host;
    }

    public async ValueTask<IntegrationResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, CancellationToken giveUp)
    {
        LastEvent = Encoding.UTF8.GetString(payload.Span);
        Invoked.Enqueue(functionName);
        return await _function(functionName, giveUp);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        Meter.Dispose();
    }
}
