using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Kestrel on one port.</summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    /// <summary>How long requests in flight may take to finish once the host stops.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What a connection buffers of a body that no service reads yet: so much for each request that waits for its turn.
    /// </summary>
    private const int UnreadSizeBytesMax = 64 * 1024;

    /// <summary>Clients on this machine send their headers at once.</summary>
    private static readonly TimeSpan HeadersTimeMax = TimeSpan.FromSeconds(10);

    private readonly KestrelServer _server;

    private EdgeServer(KestrelServer server, Uri url)
    {
        _server = server;
        Url = url;
    }

    public Uri Url { get; }

    /// <exception cref="LocalAwsException">The port is taken or may not be used.</exception>
    public static async Task<EdgeServer> StartAsync(
        LocalAwsOptions options, Func<HttpContext, Task> handle, CancellationToken stop)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        // Each service has a limit of its own, answered with its own error: see IAwsService.BodySizeBytesMax.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeMax;
        var connections = ConnectionLimit.Now(options.Logging.CreateLogger<EdgeServer>());
        kestrel.Listen(
            options.ListenAddress,
            options.Port,
            listen => listen.Use(next => connection => EdgeConnections.RunAsync(connection, next)));
        var transport = new SocketTransportOptions { MaxReadBufferSize = UnreadSizeBytesMax };
        var sockets = new SocketTransportFactory(Options.Create(transport), options.Logging);
        var server = new KestrelServer(
            Options.Create(kestrel), new LimitedTransport(sockets, connections), options.Logging);
        try
        {
            await server.StartAsync(new EdgeApplication(handle), stop);
        }
        catch (Exception e) when (e is IOException or SocketException or AddressInUseException)
        {
            server.Dispose();
            throw new LocalAwsException(
                $"port {options.Port} on {options.ListenAddress} is taken or not allowed "
                + $"({e.GetBaseException().Message}); choose another with --port, or --port 0 for any free one",
                e);
        }

        var bound = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new EdgeServer(server, new Uri($"http://{OwnHost(options.ListenAddress)}:{bound.Port}"));
    }

    /// <summary>How this machine calls what listens there: "every address" is none to call.</summary>
    private static string OwnHost(IPAddress listening) =>
        listening.Equals(IPAddress.Any) || listening.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback.ToString()
        : listening.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{listening}]"
        : listening.ToString();

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(DrainTime);
        await _server.StopAsync(deadline.Token);
        _server.Dispose();
    }
}
