using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Endpoints;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The graph of one running stack: dashboard, emulator, template, functions. Started in that order, as each needs the
/// address of the one before; stopped in reverse.
/// </summary>
internal sealed class OnboardingApp : IAsyncDisposable
{
    private readonly TelemetryTarget _telemetry;
    private readonly ServiceTelemetry _hostTelemetry;
    private readonly LocalAwsHost _host;
    private readonly DevelopmentKey _key;
    private readonly DeployedStack? _stack;

    private OnboardingApp(
        TelemetryTarget telemetry,
        ServiceTelemetry hostTelemetry,
        LocalAwsHost host,
        DevelopmentKey key,
        DeployedStack? stack)
    {
        _telemetry = telemetry;
        _hostTelemetry = hostTelemetry;
        _host = host;
        _key = key;
        _stack = stack;
    }

    /// <summary>What the template declares and only AWS can play.</summary>
    public IReadOnlyList<string> CloudOnly => _stack?.CloudOnly ?? [];

    /// <summary>The functions that the host does not start.</summary>
    public IReadOnlyList<string> ExternalFunctions => _stack?.ExternalFunctions ?? [];

    /// <summary>Logical id → what AWS calls the physical id.</summary>
    public IReadOnlyDictionary<string, string> PhysicalIds => _stack?.PhysicalIds ?? new Dictionary<string, string>();

    /// <summary>The services that another endpoint plays.</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints => _stack?.Endpoints ?? new Dictionary<string, Uri>();

    /// <summary>What stays here although it was pointed elsewhere, a line each.</summary>
    public IReadOnlyList<string> EndpointNotes => _stack?.EndpointNotes ?? [];

    /// <summary>One line for the reader where no dashboard runs, else null.</summary>
    public string? WhyNoDashboard => _telemetry.WhyNoDashboard;

    /// <exception cref="LocalAwsException">An option, the port or the template is wrong.</exception>
    public static async Task<OnboardingApp> StartAsync(OnboardingOptions options, CancellationToken stop = default)
    {
        var template = options.Stack ? TemplateFile.Find(options.Template, Environment.CurrentDirectory) : null;
        var telemetry = await TelemetryTarget.StartAsync(options, stop);
        ServiceTelemetry? hostTelemetry = null;
        LocalAwsHost? host = null;
        try
        {
            hostTelemetry = telemetry.AcquireForHost(options.Telemetry);
            var logging = HostLogging.Create(options.Logging, hostTelemetry, telemetry.Dashboard?.Consoles);
            host = await LocalAwsHost.StartAsync(ToLocalAws(options, telemetry, logging), stop);
            telemetry.Dashboard?.Attach(host);
            var key = new DevelopmentKey(
                new AwsEndpoint(host.EdgeUrl.OriginalString, options.Region),
                options.DevelopmentKey,
                options.Remote.Keys,
                options.DataFolder,
                options.Time,
                RandomSource.System);
            var stack = template is null ? null : await host.DeployAsync(ToStack(options, template, host, key), stop);
            return new OnboardingApp(telemetry, hostTelemetry, host, key, stack);
        }
        catch
        {
            telemetry.Dashboard?.Detach();
            await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
            hostTelemetry?.Dispose();
            await telemetry.DisposeAsync();
            throw;
        }
    }

    public ReadyFile Describe() => new(
        _host.EdgeUrl,
        _host.Region,
        _stack?.ApiUrl,
        _key.Text,
        new Uri(_host.EdgeUrl, "/_localaws/mail"),
        _telemetry.Dashboard?.LoginUrl,
        _stack?.Outputs ?? new Dictionary<string, string>())
    {
        Endpoints = Endpoints,
        DashboardApiKey = _telemetry.Dashboard?.Keys.Api,
    };

    public async ValueTask DisposeAsync()
    {
        _telemetry.Dashboard?.Detach();
        await _host.DisposeAsync();
        _hostTelemetry.Dispose();
        await _telemetry.DisposeAsync();
    }

    private static LocalAwsOptions ToLocalAws(
        OnboardingOptions options, TelemetryTarget telemetry, ILoggerFactory logging)
    {
        var functions = ToHosting(options, telemetry.Dashboard?.Consoles);
        return new LocalAwsOptions
        {
            ListenAddress = options.Host,
            Port = options.Port,
            AwaitsStack = options.Stack,
            AccountId = options.AccountId,
            Region = options.Region,
            Iam = options.Iam,
            Ses = options.Ses,
            AllowedHosts = options.AllowedHosts,
            DataFolder = options.DataFolder,
            BucketCountMax = options.BucketCountMax,
            Remote = options.Remote,
            Time = options.Time,
            Logging = logging,
            Functions = functions with { EnforcesTimeouts = functions.EnforcesTimeouts && options.Timeouts },
            FunctionEnvironment = telemetry.Environment,
        };
    }

    private static FunctionHosting ToHosting(OnboardingOptions options, ConsoleLogs? consoles)
    {
        switch (options.Functions)
        {
            case FunctionHostingMode.InProcess:
                var telemetry = new FunctionTelemetry(options.Telemetry, consoles);
                return new FunctionHosting.InProcess((environment, stop) => Bootstrap.RunAsync(
                    environment,
                    new BootstrapOptions { Telemetry = telemetry.Of(environment), Time = options.Time },
                    stop));
            case FunctionHostingMode.Process:
                return new FunctionHosting.ChildProcess(FindBootstrap(options.Bootstrap));
            case FunctionHostingMode.External:
                return new FunctionHosting.External();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static FileInfo FindBootstrap(FileInfo? named)
    {
        var file = named ?? new FileInfo(Path.Combine(AppContext.BaseDirectory, "functions", "bootstrap.dll"));
        return file.Exists ? file : throw new LocalAwsException($"there is no bootstrap at '{file.FullName}'");
    }

    private static StackOptions ToStack(
        OnboardingOptions options, FileInfo template, LocalAwsHost host, DevelopmentKey key) =>
        new(template)
        {
            AfterDeploy = key.StoreAsync,
            Parameters = options.Parameters,
            HostParameters = new Dictionary<string, string>
            {
                ["AllowedOrigins"] = DevServerOrigins.All,
                ["DataLakeBatchingSeconds"] = "1",
                ["PersonalisationEndpoint"] = "onboarding-personalisation",
                ["RdapUrl"] = new Uri(host.EdgeUrl, "/_localaws/rdap").OriginalString,
            },
        };
}
