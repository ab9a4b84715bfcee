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

    private readonly HostJournal _journal;

    private readonly Heartbeat _heartbeat;

    private LocalAwsHost(EdgeServer server, HostServices services, HostJournal journal, Heartbeat heartbeat)
    {
        _server = server;
        _journal = journal;
        _heartbeat = heartbeat;
        Services = services;
    }

    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to, for example <c>http://127.0.0.1:4566</c>.</summary>
    public Uri EdgeUrl => _server.Url;

    internal HostServices Services { get; }

    /// <exception cref="LocalAwsException">Wrong options, or a port or data folder that cannot be used.</exception>
    public static async Task<LocalAwsHost> StartAsync(LocalAwsOptions options, CancellationToken stop = default)
    {
        options.Validate();
        HostJournal? journal = null;
        HostServices? services = null;
        try
        {
            journal = HostJournal.Open(options);
            services = new HostServices(options, journal);
            var dispatcher = services.CreateDispatcher();
            var server = await EdgeServer.StartAsync(options, dispatcher.HandleAsync, stop);
            services.EdgeUrl = server.Url;
            var heartbeat = new Heartbeat(
                services.Time,
                options.SystemTime,
                journal.Heartbeat,
                journal.WhenDurable,
                options.Logging.CreateLogger<Heartbeat>());
            heartbeat.Start();
            return new LocalAwsHost(server, services, journal, heartbeat);
        }
        catch (Exception e)
        {
            await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
            services?.S3.Contents.Dispose();
            await (journal?.DisposeAsync() ?? ValueTask.CompletedTask);
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
    /// Functions first: whatever still runs needs the edge for its answer. The journal last: it takes every change.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _server.DisposeAsync();
        await _heartbeat.DisposeAsync();
        Services.S3.Contents.Dispose();
        await _journal.DisposeAsync();
    }
}
