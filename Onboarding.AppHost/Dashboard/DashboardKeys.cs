using Onboarding.AppHost.Dashboard.Grpc;
using Onboarding.Functions.Randomness;

namespace Onboarding.AppHost.Dashboard;

/// <summary>
/// The secrets of one run's dashboard. They reach it by its environment alone: arguments can be read by every user of
/// the machine.
/// </summary>
/// <param name="Browser">A person's, part of the login link.</param>
/// <param name="Otlp">What exporters show.</param>
/// <param name="Api">What readers of <c>/api/telemetry</c> show as <c>x-api-key</c>.</param>
/// <param name="Resources">What the dashboard shows the host.</param>
internal sealed record DashboardKeys(string Browser, string Otlp, string Api, SharedKey Resources)
{
    private const int SizeBytes = 16;

    /// <summary>As the exporters' OTEL_EXPORTER_OTLP_HEADERS.</summary>
    public string OtlpHeaders => $"x-otlp-api-key={Otlp}";

    public static DashboardKeys Create(RandomSource random) => new(
        Draw(random), Draw(random), Draw(random), new SharedKey("x-resource-service-api-key", Draw(random)));

    /// <summary>What turns each of the dashboard's doors from open to locked.</summary>
    public IReadOnlyDictionary<string, string> ToEnvironment(Uri resourceService) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = Browser,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = Otlp,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = Api,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService.OriginalString,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = Resources.Value,
        };

    /// <summary>A record would print them.</summary>
    public override string ToString() => nameof(DashboardKeys);

    private static string Draw(RandomSource random) => Convert.ToHexStringLower(random.Bytes(SizeBytes));
}
