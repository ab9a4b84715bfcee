using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.AppHost.Dashboard.Grpc;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Dashboard.Resources;
using Onboarding.AppHost.Graph;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>The stack with its resource service, and a client in the dashboard's place.</summary>
public sealed class ServedHost : IAsyncLifetime
{
    private const string Path = "/aspire.v1.DashboardService/";

    private readonly SharedKey _key = new("x-resource-service-api-key", "secret");
    private ResourceService _service = null!;

    internal GrpcClient Client { get; private set; } = null!;

    internal LocalAwsHost Host { get; private set; } = null!;

    private HttpClient Http { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _service = await ResourceService.StartAsync(
            _key, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        Client = new GrpcClient(_service.Url, _key.Value);
        var telemetry = new FunctionTelemetry(
            new TelemetryOptions { LogOutput = TextWriter.Null }, _service.Consoles);
        Host = await LocalAwsHost.StartAsync(new LocalAwsOptions
        {
            Port = 0,
            Logging = new ConsoleLoggers(NullLoggerFactory.Instance, _service.Consoles, HostResources.Emulator),
            Functions = new FunctionHosting.InProcess((environment, stop) => Bootstrap.RunAsync(
                environment, new BootstrapOptions { Telemetry = telemetry.Of(environment) }, stop)),
            FunctionEnvironment = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=very-secret",
            },
        });
        await Host.DeployAsync(new StackOptions(new FileInfo(
            System.IO.Path.Combine(RepositoryFolder.Root, "template.yaml")))
        {
            HostParameters = new Dictionary<string, string>
            {
                ["RdapUrl"] = new Uri(Host.EdgeUrl, "/_localaws/rdap").OriginalString,
            },
        });
        _service.Attach(Host);
        Http = new HttpClient { BaseAddress = Host.EdgeUrl };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Client.Dispose();
        await _service.DisposeAsync();
        await Host.DisposeAsync();
    }

    internal static string Method(string name) => Path + name;

    internal GrpcClient ClientWith(string? key) => new(_service.Url, key);

    /// <summary>A registration that no API key is needed for.</summary>
    internal async Task CreateUserAsync(string email)
    {
        using var response = await Http.PostAsJsonAsync(
            "/createUser",
            new
            {
                email,
                username = email.Split('@')[0].Replace(".", "", StringComparison.Ordinal),
                password = "Long-Enough-1!",
                name = "Ada Lovelace",
                phone = "+442079460000",
            });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
