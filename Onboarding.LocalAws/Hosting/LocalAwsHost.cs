namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// An AWS of one's own in this process: one loopback port that speaks the wire protocols of every service it plays.
/// </summary>
public sealed class LocalAwsHost : IAsyncDisposable
{
    private readonly EdgeServer _server;

    private LocalAwsHost(EdgeServer server, HostServices services)
    {
        _server = server;
        Services = services;
    }

    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to, for example <c>http://127.0.0.1:4566</c>.</summary>
    public Uri EdgeUrl => _server.Url;

    internal HostServices Services { get; }

    /// <exception cref="LocalAwsException">Wrong options, or a port that cannot be used.</exception>
    public static async Task<LocalAwsHost> StartAsync(LocalAwsOptions options, CancellationToken stop = default)
    {
        options.Validate();
        var services = new HostServices(options);
        var dispatcher = services.CreateDispatcher();
        var server = await EdgeServer.StartAsync(options, dispatcher.HandleAsync, stop);
        services.EdgeUrl = server.Url;
        return new LocalAwsHost(server, services);
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

    /// <summary>Functions first: whatever still runs needs the edge for its answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _server.DisposeAsync();
    }
}
