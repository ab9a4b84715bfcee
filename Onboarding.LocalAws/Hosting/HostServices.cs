using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Hosting.Control;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Rdap;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Everything behind the edge of one host, made once: its modules, and what they share.</summary>
internal sealed class HostServices : IDisposable
{
    /// <summary>One reset at a time: two would provision into each other.</summary>
    private readonly SemaphoreSlim _resetting = new(1, 1);

    private readonly LocalAwsOptions _options;
    private readonly StateJournal _state;
    private readonly ServiceModules _modules;

    /// <param name="state">Not started yet.</param>
    public HostServices(LocalAwsOptions options, StateJournal state)
    {
        _options = options;
        _state = state;
        var time = state.Keep(
            9, new RunningChangeCodec(), log => new RunningTime(options.Time, options.SystemTime, log));
        var scope = new AwsScope(options.AccountId, options.Region);
        var meter = new Meter(EdgeTelemetry.SourceName);
        Context = new HostContext
        {
            Scope = scope,
            Time = time,
            Random = RandomSource.System,
            Credentials = new CredentialStore(scope, RandomSource.System, time, SharedKeysOf(options.Remote)),
            Remote = new RemoteServices(),
            Logging = options.Logging,
            State = state,
            DataFolder = options.DataFolder,
            Bodies = new BodyBudget(new BodyBudgetOptions(), time),
            Meter = meter,
            Metrics = new EdgeMetrics(meter),
        };
        _modules = new ServiceModules(Context, options);
    }

    public HostContext Context { get; }

    public IEnumerable<IAwsService> AwsServices => _modules.All.SelectMany(m => m.Services);

    /// <inheritdoc cref="ServiceModules.StackRuntime"/>
    public IStackRuntime StackRuntime => _modules.StackRuntime;

    /// <summary>What the host was started with.</summary>
    public LocalAwsOptions Options => _options;

    /// <summary>The template that runs here, which a reset provisions anew; null with none.</summary>
    public StackDeployment? Deployment { get; set; }

    public TModule Module<TModule>()
        where TModule : ServiceModule => _modules.All.OfType<TModule>().Single();

    /// <summary>Restores the state; then the modules begin to work on it.</summary>
    /// <exception cref="JournalException">The data folder cannot be read.</exception>
    public void Start()
    {
        _state.Start();
        Context.Time.Start(_state.Heartbeat?.Last);
        foreach (var module in _modules.All)
        {
            module.Start();
        }
    }

    /// <inheritdoc cref="ServiceModule.Resume"/>
    public void Resume()
    {
        foreach (var module in _modules.All)
        {
            module.Resume();
        }
    }

    public EdgeDispatcher CreateDispatcher()
    {
        IControlPage[] pages =
        [
            new HealthPage(() => _options.AwaitsStack && Deployment is null, () => _state.Failure),
            new ResetPage(ResetAsync),
            new RdapPage(),
            new EndpointsPage(Context.Remote),
            .. _modules.All.SelectMany(m => m.ControlPages),
        ];
        pages = [.. pages, new IndexPage(pages, AwsServices)];
        return new EdgeDispatcher(
            // What the host tells others to call it by is among its names.
            new EdgeGate(new OwnHosts([.. _options.AllowedHosts, _options.ListenAddress.ToString()])),
            [
                new ControlEndpoint(pages, _state.Durability), new PreflightEndpoint(),
                .. _modules.All.SelectMany(m => m.Endpoints),
            ],
            _modules.Fallback,
            new ServiceTable([.. AwsServices]),
            new EdgeAuthenticator(
                new SigV4Verifier(Context.Credentials, Context.Scope, Context.Time),
                new SigV2Verifier(Context.Credentials, Context.Time),
                Context.Credentials,
                _options.Iam == IamMode.Enforce,
                new CredentialHint(
                    Context.Scope, Context.Credentials.Root, Context.Logging.CreateLogger<CredentialHint>())),
            Context.Bodies,
            Context.Random,
            Context.Time,
            Context.Logging.CreateLogger<EdgeDispatcher>(),
            _state.Durability,
            Context.Metrics);
    }

    /// <summary>A client of another endpoint, which checks signatures by the wall clock.</summary>
    public WireClient Connect(Uri address) => new(
        address, new SigV4Signer(Context.Credentials.Shared!, Context.Scope.Region, _options.SystemTime));

    public RemoteEndpoints RemoteEndpoints => _options.Remote;

    /// <summary>Writes the state anew and drops the changes that led to it; nothing without a data folder.</summary>
    public Task CompactAsync() => _state.CompactAsync();

    /// <summary>Forgets everything, and provisions the template anew.</summary>
    /// <exception cref="JournalException">The data folder does not take it.</exception>
    public async Task ResetAsync(CancellationToken stop)
    {
        await _resetting.WaitAsync(stop);
        try
        {
            await _state.PrepareResetAsync();
            foreach (var module in _modules.All.Reverse())
            {
                await module.ResetAsync();
            }

            await _state.CompleteResetAsync();
            await (Deployment?.RunAsync(stop) ?? Task.CompletedTask);
        }
        finally
        {
            _resetting.Release();
        }
    }

    /// <summary>Ends the background work, while the edge still answers.</summary>
    public async Task StopAsync()
    {
        // By the machine's clock: the process must also end where a test turns the host's clock no more.
        using var patience = new CancellationTokenSource(_options.StopPatience);
        foreach (var module in _modules.All.Reverse())
        {
            await module.StopAsync(patience.Token);
        }
    }

    /// <summary>Once the edge answers no more.</summary>
    public void Dispose()
    {
        foreach (var module in _modules.All.Reverse())
        {
            module.Dispose();
        }

        Context.Remote.Dispose();
        Context.Meter.Dispose();
        _resetting.Dispose();
    }

    /// <summary>
    /// A client has one key for every endpoint, so where a service is elsewhere all functions sign with the key that
    /// is known there.
    /// </summary>
    private static (string Id, string Secret, string? Token)? SharedKeysOf(RemoteEndpoints remote) =>
        !remote.IsAny ? null
        : remote.Keys is { } keys ? (keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken)
        : ("test", "test", null);
}
