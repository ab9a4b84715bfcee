using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>One request as it came over the wire.</summary>
internal sealed record WireRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The operation of a JSON-RPC style service, e.g. <c>PutItem</c>.</summary>
    public string Operation => Headers.GetValueOrDefault("X-Amz-Target", "").Split('.')[^1];
}

/// <summary>What the server answers.</summary>
internal sealed record WireResponse(int Status, string Body = "{}")
{
    public Dictionary<string, string> Headers { get; init; } = [];
}

/// <summary>A real HTTP server on a free port that records every request and answers what the test says.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    public string Url { get; private init; } = "";

    public ConcurrentQueue<WireRequest> Requests { get; private init; } = [];

    public static async Task<LocalServer> StartAsync(Func<WireRequest, CancellationToken, Task<WireResponse>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var requests = new ConcurrentQueue<WireRequest>();
        app.Run(http => ServeAsync(http, requests, answer));
        await app.StartAsync();
        var features = app.Services.GetRequiredService<IServer>().Features;
        var url = features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LocalServer(app) { Url = url, Requests = requests };
    }

    public static Task<LocalServer> StartAsync(Func<WireRequest, WireResponse> answer) =>
        StartAsync((request, _) => Task.FromResult(answer(request)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task ServeAsync(
        HttpContext http, ConcurrentQueue<WireRequest> requests,
        Func<WireRequest, CancellationToken, Task<WireResponse>> answer)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = new WireRequest(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body);
        requests.Enqueue(request);
        var response = await answer(request, http.RequestAborted);
        http.Response.StatusCode = response.Status;
        http.Response.Headers.ContentType = "application/json";
        foreach (var (name, value) in response.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(response.Body);
    }
}
