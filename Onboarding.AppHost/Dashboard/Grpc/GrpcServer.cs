using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Onboarding.AppHost.Dashboard.Grpc;

/// <summary>What one method of the service does; it ends by returning, or by a <see cref="GrpcException"/>.</summary>
/// <param name="stop">The client has gone, or the server stops.</param>
internal delegate Task GrpcMethod(GrpcCall call, CancellationToken stop);

/// <summary>
/// gRPC on a free loopback port, in HTTP/2 without TLS and without negotiation, for clients that have the key. Kestrel
/// as at the edge: docs/adr/0005-run-kestrel-without-the-web-host.md.
/// </summary>
internal sealed partial class GrpcServer : IAsyncDisposable, IHttpApplication<HttpContext>
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;
    private readonly SharedKey _key;
    private readonly IReadOnlyDictionary<string, GrpcMethod> _methods;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();

    private GrpcServer(SharedKey key, IReadOnlyDictionary<string, GrpcMethod> methods, ILoggerFactory logging)
    {
        _key = key;
        _methods = methods;
        _logger = logging.CreateLogger<GrpcServer>();
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        // A stream may be silent for hours. Kestrel would take that for a slow client, and close the connection with
        // all of its streams.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logging);
        _server = new KestrelServer(Options.Create(kestrel), sockets, logging);
    }

    /// <summary>For example <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Url => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <param name="methods">By path: <c>/{package}.{service}/{method}</c>.</param>
    public static async Task<GrpcServer> StartAsync(
        SharedKey key,
        IReadOnlyDictionary<string, GrpcMethod> methods,
        ILoggerFactory logging,
        CancellationToken stop)
    {
        var server = new GrpcServer(key, methods, logging);
        await server._server.StartAsync(server, stop);
        return server;
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
        // It holds nothing.
    }

    async Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        var call = new GrpcCall(context);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            await Find(context.Request)(call, stop.Token);
            call.End(GrpcStatus.Ok);
        }
        catch (GrpcException e)
        {
            call.End(e.Status, e.Message);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // Never with OK: the client would call again at once. A client that has gone does not read it.
            call.End(GrpcStatus.Unavailable, "the host stops");
        }
        catch (Exception e)
        {
            LogFault(_logger, e, context.Request.Path);
            call.End(GrpcStatus.Internal, "the host's log says why");
        }
    }

    /// <summary>Ends the streams, then the listener: Kestrel alone would wait for clients that stay.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        using var deadline = new CancellationTokenSource(DrainTime);
        await _server.StopAsync(deadline.Token);
        _server.Dispose();
        _stopping.Dispose();
    }

    /// <exception cref="GrpcException">The key is wrong, or there is no such method.</exception>
    private GrpcMethod Find(HttpRequest request)
    {
        if (!_key.Admits(request.Headers))
        {
            throw new GrpcException(GrpcStatus.Unauthenticated, $"{_key.Header} is wrong or missing");
        }

        return HttpMethods.IsPost(request.Method) && _methods.TryGetValue(request.Path.Value ?? "", out var method)
            ? method
            : throw new GrpcException(GrpcStatus.Unimplemented, $"there is no {request.Method} {request.Path}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The dashboard's call {Method} has failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string method);
}
