using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>The real Aspire dashboard, started by the host, shows the registration.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardTests
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    [DashboardFact]
    public async Task A_registration_arrives_in_the_dashboard_as_one_trace()
    {
        await using var host = HostProcess.Start("--port", "0", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        http.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        using var body = new StringContent(
            """{"email":"dashboard@example.com","name":"Dash Board","phone":"+442079460000"}""",
            Encoding.UTF8,
            "application/json");
        using var registered = await http.PostAsync("/register", body);
        var location = registered.Headers.Location!;
        var registration = await EventuallyAsync(
            () => http.GetFromJsonAsync<JsonElement>(location),
            r => r.GetProperty("status").GetString() == "completed");
        var traceId = registration.GetProperty("traceId").GetString()!;

        using var dashboard = new HttpClient { BaseAddress = new Uri(ready.GetProperty("dashboardUrl").GetString()!) };
        dashboard.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("dashboardApiKey").GetString());
        var expected = new HashSet<string>
        {
            "localaws", "onboarding-AuthorizeApiKeyFunction", "onboarding-RegisterFunction",
            "onboarding-EnrichFunction", "onboarding-ProvisionFunction", "onboarding-AuditFunction",
            "onboarding-DataLakeFunction", "onboarding-PersonaliseFunction",
        };
        var services = await EventuallyAsync(
            async () => ServicesOf(await ReadTracesAsync(dashboard), traceId), expected.IsSubsetOf);
        Assert.Superset(expected, services);
    }

    private static async Task<JsonElement> ReadTracesAsync(HttpClient dashboard)
    {
        try
        {
            return await dashboard.GetFromJsonAsync<JsonElement>("/api/telemetry/traces?limit=1000");
        }
        catch (HttpRequestException)
        {
            // The dashboard takes a few seconds to listen; nothing waits for it, and neither does the host.
            return JsonSerializer.SerializeToElement(new { data = new { resourceSpans = Array.Empty<object>() } });
        }
    }

    /// <summary>The names of the services that have a span in the trace.</summary>
    private static HashSet<string> ServicesOf(JsonElement traces, string traceId) =>
    [
        .. from resource in traces.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
           where resource.GetRawText().Contains(traceId, StringComparison.OrdinalIgnoreCase)
           from attribute in resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
           where attribute.GetProperty("key").GetString() == "service.name"
           select attribute.GetProperty("value").GetProperty("stringValue").GetString(),
    ];

    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> isThere)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isThere(value) || Stopwatch.GetElapsedTime(started) > GiveUpAfter)
            {
                return value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
