using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>The host as a person starts it, with its dashboard.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    private readonly HostProcess _host;
    private readonly HttpClient _api;
    private readonly HttpClient _dashboard;

    private DashboardHost(HostProcess host, JsonElement ready)
    {
        _host = host;
        _api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        _api.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        LoginUrl = new Uri(ready.GetProperty("dashboardUrl").GetString()!);
        Url = new Uri(LoginUrl.GetLeftPart(UriPartial.Authority));
        _dashboard = new HttpClient { BaseAddress = Url };
        _dashboard.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("dashboardApiKey").GetString());
    }

    public Uri Url { get; }

    /// <summary>Signs a browser in.</summary>
    public Uri LoginUrl { get; }

    public static async Task<DashboardHost> StartAsync(params string[] arguments)
    {
        var host = HostProcess.Start(["--port", "0", "--ready-file", "{ready}", .. arguments]);
        return new DashboardHost(host, await host.ReadyAsync());
    }

    public async Task<HttpResponseMessage> RegisterAsync(string email, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/register")
        {
            Content = RunningStack.Json(new { email, name = "Ada Lovelace", phone = "+442079460000" }),
        };
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        return await _api.SendAsync(request);
    }

    /// <summary>Registers and waits for the end, without a request for each look: a row each in the list.</summary>
    public async Task EndedAsync(string email, string span)
    {
        using var response = await RegisterAsync(email);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        await FoundAsync(spans => spans.Any(s => s.Name == span), span);
    }

    /// <summary>Every span that the dashboard has, once they are as expected.</summary>
    public async Task<IReadOnlyList<DashboardSpan>> FoundAsync(
        Func<IReadOnlyList<DashboardSpan>, bool> isThere, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var spans = await ReadAsync();
            if (isThere(spans))
            {
                return spans;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(started) < GiveUpAfter,
                $"no {what} in {string.Join(", ", spans.Select(s => s.Name))} {_host.Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        _dashboard.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>The dashboard takes a few seconds to listen; nothing waits for it, and neither does the host.</summary>
    private async Task<IReadOnlyList<DashboardSpan>> ReadAsync()
    {
        try
        {
            var answer = await _dashboard.GetFromJsonAsync<JsonElement>("/api/telemetry/traces?limit=1000");
            return
            [
                .. from resource in answer.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
                   from scope in resource.GetProperty("scopeSpans").EnumerateArray()
                   from span in scope.GetProperty("spans").EnumerateArray()
                   select new DashboardSpan(
                       Tags(resource.GetProperty("resource"))["service.name"],
                       span.GetProperty("name").GetString()!,
                       span.GetProperty("kind").GetInt32(),
                       span.GetProperty("traceId").GetString()!,
                       span.GetProperty("spanId").GetString()!,
                       span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString() ?? "" : "",
                       Tags(span)),
            ];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private static Dictionary<string, string> Tags(JsonElement of) =>
        of.TryGetProperty("attributes", out var attributes)
            ? attributes.EnumerateArray().ToDictionary(
                a => a.GetProperty("key").GetString()!,
                a => a.GetProperty("value").EnumerateObject().Select(v => v.Value.ToString()).FirstOrDefault() ?? "")
            : [];
}

/// <param name="Kind">OTLP's: 2 is a server's, 3 a client's.</param>
internal sealed record DashboardSpan(
    string Service,
    string Name,
    int Kind,
    string TraceId,
    string SpanId,
    string ParentId,
    IReadOnlyDictionary<string, string> Tags);
