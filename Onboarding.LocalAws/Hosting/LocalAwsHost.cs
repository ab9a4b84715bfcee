using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// An AWS of one's own in this process: one loopback port that speaks the wire protocols of every service it plays.
/// </summary>
public sealed class LocalAwsHost : IAsyncDisposable
{
    private readonly EdgeServer _server;

    private readonly StateJournal _state;

    private readonly Heartbeat _heartbeat;

    private LocalAwsHost(EdgeServer server, HostServices services, StateJournal state, Heartbeat heartbeat)
    {
        _server = server;
        _state = state;
        _heartbeat = heartbeat;
        Services = services;
    }

    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to, for example <c>http://127.0.0.1:4566</c>.</summary>
    public Uri EdgeUrl => _server.Url;

    /// <summary>What <c>AWS_REGION</c> is set to.</summary>
    public string Region => Services.Context.Scope.Region;

    internal HostServices Services { get; }

    /// <exception cref="LocalAwsException">Wrong options, or a port or data folder that cannot be used.</exception>
    public static async Task<LocalAwsHost> StartAsync(LocalAwsOptions options, CancellationToken stop = default)
    {
        options.Validate();
        StateJournal? state = null;
        HostServices? services = null;
        try
        {
            state = Open(options);
            services = new HostServices(options, state);
            services.Start();
            var dispatcher = services.CreateDispatcher();
            var server = await EdgeServer.StartAsync(options, dispatcher.HandleAsync, stop);
            services.Context.EdgeUrl = server.Url;
            var heartbeat = new Heartbeat(
                services.Context.Time,
                options.SystemTime,
                state.Heartbeat,
                state.Durability,
                options.Logging.CreateLogger<Heartbeat>());
            heartbeat.Start();
            return new LocalAwsHost(server, services, state, heartbeat);
        }
        catch (Exception e)
        {
            await (services?.StopAsync() ?? Task.CompletedTask);
            services?.Dispose();
            await (state?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (e is JournalException)
            {
                throw new LocalAwsException(e.Message, e);
            }

            throw;
        }
    }

    /// <summary>Makes a template run here: one per host, made anew by <c>POST /_localaws/reset</c>.</summary>
    /// <exception cref="LocalAwsException">The template has faults, or something in it cannot be created.</exception>
    public async Task<DeployedStack> DeployAsync(StackOptions options, CancellationToken stop = default)
    {
        var deployment = new StackDeployment(options, EdgeUrl, Services);
        var stack = await deployment.RunAsync(stop);
        Services.Deployment = deployment;
        return stack;
    }

    /// <summary>
    /// Functions first: one that still runs needs the edge for its response. The journal last: it takes every change.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Services.StopAsync();
        await _server.DisposeAsync();
        await _heartbeat.DisposeAsync();
        Services.Dispose();
        await _state.DisposeAsync();
    }

    /// <exception cref="JournalException">The data folder is in use, or cannot be used.</exception>
    private static StateJournal Open(LocalAwsOptions options)
    {
        if (options.DataFolder is not { } folder)
        {
            return StateJournal.InMemory();
        }

        // Both are parts of ARNs that lie in the state.
        var owner = $"{options.AccountId}/{options.Region}";
        var journal = Journal.Open(
            folder.FullName, owner, options.Journal, options.Logging.CreateLogger<Journal>());
        return StateJournal.In(journal, folder.FullName);
    }
}
