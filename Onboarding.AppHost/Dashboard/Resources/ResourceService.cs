using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Dashboard.Grpc;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>
/// What the dashboard asks the host: its name, its resources, their consoles, and to run a command. What is not here
/// (UploadFile) is answered with UNIMPLEMENTED, which the dashboard understands.
/// </summary>
internal sealed class ResourceService : IAsyncDisposable
{
    private const string Path = "/aspire.v1.DashboardService/";

    private readonly ResourceFeed _feed;
    private readonly DateTimeOffset _startedAt;
    private GrpcServer _server = null!;
    private volatile LocalAwsHost? _host;

    private ResourceService(TimeProvider time, ILoggerFactory logging)
    {
        _startedAt = time.GetUtcNow();
        Consoles = new ConsoleLogs(time);
        _feed = new ResourceFeed(Read, time, logging.CreateLogger<ResourceFeed>());
    }

    public ConsoleLogs Consoles { get; }

    public Uri Url => _server.Url;

    /// <summary>Begins without resources: the dashboard must know the address before there is a host.</summary>
    public static async Task<ResourceService> StartAsync(
        SharedKey key, TimeProvider time, ILoggerFactory logging, CancellationToken stop)
    {
        var service = new ResourceService(time, logging);
        var methods = new Dictionary<string, GrpcMethod>(StringComparer.Ordinal)
        {
            [Path + "GetApplicationInformation"] = DescribeAsync,
            [Path + "WatchResources"] = service.WatchResourcesAsync,
            [Path + "WatchResourceConsoleLogs"] = service.WatchConsoleAsync,
            [Path + "ExecuteResourceCommand"] = service.ExecuteAsync,
            [Path + "WatchInteractions"] = WatchInteractionsAsync,
        };
        service._server = await GrpcServer.StartAsync(key, methods, logging, stop);
        return service;
    }

    public void Attach(LocalAwsHost host) => _host = host;

    /// <summary>Before the host ends: what it has is not read any more.</summary>
    public void Detach() => _host = null;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task DescribeAsync(GrpcCall call, CancellationToken stop)
    {
        await call.ReadAsync(ApplicationQuery.Parser, stop);
        await call.SendAsync(new ApplicationInfo { Name = "onboarding" }, stop);
    }

    /// <summary>
    /// The host has no question to the person: the stream is open and silent. The dashboard waits for its headers. To
    /// end it with UNIMPLEMENTED, which the dashboard has code for, made 13.5.4 lose its stream of resources as well in
    /// most runs, and for good.
    /// </summary>
    private static async Task WatchInteractionsAsync(GrpcCall call, CancellationToken stop)
    {
        await call.StartAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }

    private async Task WatchResourcesAsync(GrpcCall call, CancellationToken stop)
    {
        await call.ReadAsync(ResourceQuery.Parser, stop);
        await _feed.RunAsync(update => call.SendAsync(update, stop), stop);
    }

    private async Task WatchConsoleAsync(GrpcCall call, CancellationToken stop)
    {
        var query = await call.ReadAsync(ConsoleQuery.Parser, stop);
        // A console is made for what is there, not for every name that a client thinks of.
        if (!Read().Any(r => r.Name == query.ResourceName))
        {
            throw new GrpcException(GrpcStatus.NotFound, $"there is no resource {query.ResourceName}");
        }

        var console = Consoles.Of(query.ResourceName);
        var last = 0;
        while (true)
        {
            var lines = console.After(last, out var arrival);
            if (lines.Count > 0)
            {
                await call.SendAsync(Describe(lines), stop);
                last = lines[^1].Number;
            }
            else if (query.SuppressFollow)
            {
                return;
            }
            else
            {
                await arrival.WaitAsync(stop);
            }
        }
    }

    private async Task ExecuteAsync(GrpcCall call, CancellationToken stop)
    {
        var query = await call.ReadAsync(CommandQuery.Parser, stop);
        var host = _host ?? throw new GrpcException(GrpcStatus.Unavailable, "the host starts");
        await call.SendAsync(await new ResourceCommands(host, Consoles).RunAsync(query, stop), stop);
    }

    private static ConsoleUpdate Describe(IReadOnlyList<LogLine> lines)
    {
        var update = new ConsoleUpdate();
        update.Lines.Add(lines.Select(line => new ConsoleLine { Text = line.Text, LineNumber = line.Number }));
        return update;
    }

    private IReadOnlyList<ResourceState> Read() =>
        _host is { } host ? ResourceCatalog.Describe(host.Inspect(), _startedAt) : [];
}
