using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Enrich;

/// <summary>
/// Enrich beside a registry, a real server that answers what the test says and counts who asked for what.
/// </summary>
internal sealed class Registry : IAsyncDisposable
{
    public const string Good = """{"objectClassName":"domain","ldhName":"example.com","status":["active"]}""";

    private readonly WebApplication _app;
    private FunctionUnderTest _function = null!;
    private int _users;

    private Registry(WebApplication app) => _app = app;

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Where the registry is.</summary>
    public string Url => _app.Urls.Single();

    public string Logs => _function.Logs;

    public static async Task<Registry> StartAsync(
        RequestDelegate answer, TimeProvider? time = null, int timeoutMilliseconds = 30_000)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var registry = new Registry(app);
        app.Run(async http =>
        {
            registry.Asked.Enqueue(http.Request.Path);
            await answer(http);
        });
        await app.StartAsync();
        registry._function = await FunctionUnderTest.StartAsync(
            "Enrich", _ => new WireResponse(200), new() { ["RDAP_URL"] = registry.Url }, timeoutMilliseconds, time);
        return registry;
    }

    /// <summary>Answers 200 with a body.</summary>
    public static Task SendAsync(HttpContext http, string body)
    {
        http.Response.ContentType = "application/rdap+json";
        return http.Response.WriteAsync(body);
    }

    /// <summary>
    /// Has a batch with a user per domain enriched, and returns what became of each: <c>verified</c>, the cause for
    /// which the domain is unverified, or the reason for which the user failed.
    /// </summary>
    public async Task<string[]> EnrichAsync(params string[] domains)
    {
        var before = _function.Aws.Requests.Count;
        var posted = await _function.InvokeAsync(Samples.Stream([.. domains.Select(domain => Samples.UserRecord(
            (++_users).ToString(CultureInfo.InvariantCulture), $"user-{_users}", "pending", "ada@" + domain))]));
        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        return [.. _function.Aws.Requests.Skip(before).Select(request => Outcome(request.Body))];
    }

    public async ValueTask DisposeAsync()
    {
        await _function.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static string Outcome(string update)
    {
        var values = JsonDocument.Parse(update).RootElement.GetProperty("ExpressionAttributeValues")
            .EnumerateObject().Select(value => value.Value).ToArray();
        var domain = values.FirstOrDefault(value => value.TryGetProperty("M", out _));
        if (domain.ValueKind == JsonValueKind.Undefined)
        {
            return values.Last().GetProperty("S").GetString()!;
        }

        var map = domain.GetProperty("M");
        var verification = map.GetProperty("verification").GetProperty("S").GetString()!;
        return verification == "unverified" ? map.GetProperty("cause").GetProperty("S").GetString()! : verification;
    }
}
