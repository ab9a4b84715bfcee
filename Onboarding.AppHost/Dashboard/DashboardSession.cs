using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Dashboard.Resources;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Dashboard;

/// <summary>One run's dashboard: the process, where it listens, its keys, and the service that it asks.</summary>
internal sealed partial class DashboardSession : IAsyncDisposable
{
    private readonly DashboardAddresses _addresses;
    private readonly ResourceService _service;
    private readonly AspireDashboard _process;

    private DashboardSession(
        DashboardAddresses addresses, DashboardKeys keys, ResourceService service, AspireDashboard process)
    {
        _addresses = addresses;
        _service = service;
        _process = process;
        Keys = keys;
    }

    public DashboardKeys Keys { get; }

    /// <summary>Signs a browser in, by a cookie, and shows the first page.</summary>
    public Uri LoginUrl => new(_addresses.Frontend, $"/login?t={Keys.Browser}");

    public Uri OtlpUrl => _addresses.OtlpHttp;

    public ConsoleLogs Consoles => _service.Consoles;

    /// <exception cref="Win32Exception">The executable cannot be started.</exception>
    public static async Task<DashboardSession> StartAsync(
        string executable, TimeProvider time, ILoggerFactory logging, CancellationToken stop)
    {
        var logger = logging.CreateLogger<DashboardSession>();
        var keys = DashboardKeys.Create(RandomSource.System);
        var addresses = DashboardAddresses.Choose(Path.GetTempPath());
        ResourceService? service = null;
        try
        {
            service = await ResourceService.StartAsync(keys.Resources, time, logging, stop);
            var process = AspireDashboard.Start(
                executable,
                addresses,
                keys.ToEnvironment(service.Url),
                RestartPolicy.Default,
                time,
                line => LogReport(logger, line));
            return new DashboardSession(addresses, keys, service, process);
        }
        catch
        {
            await (service?.DisposeAsync() ?? ValueTask.CompletedTask);
            addresses.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="ResourceService.Attach"/>
    public void Attach(LocalAwsHost host) => _service.Attach(host);

    /// <inheritdoc cref="ResourceService.Detach"/>
    public void Detach() => _service.Detach();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _service.DisposeAsync();
        _addresses.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Report}")]
    private static partial void LogReport(ILogger logger, string report);
}
