using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Kestrel's application, without the web host in between: no middleware, no routing, no hosting diagnostics, and one
/// <see cref="HttpContext"/> per connection instead of one per request. The edge makes its own spans, so that no
/// unexported activity can come between a client's span and ours.
/// </summary>
internal sealed class EdgeApplication(Func<HttpContext, Task> handle) : IHttpApplication<EdgeRequest>
{
    public EdgeRequest CreateContext(IFeatureCollection contextFeatures)
    {
        var request = contextFeatures is not IHostContextContainer<EdgeRequest> container
            ? new EdgeRequest(contextFeatures)
            : container.HostContext ??= new EdgeRequest(contextFeatures);
        request.Begin(contextFeatures);
        return request;
    }

    public Task ProcessRequestAsync(EdgeRequest context) => handle(context.Http);

    public void DisposeContext(EdgeRequest context, Exception? exception) => context.End();
}

/// <summary>What a connection has for its requests, which come one after the other.</summary>
internal sealed class EdgeRequest(IFeatureCollection features)
{
    private readonly EdgeConnection? _connection = features.Get<EdgeConnection>();

    public DefaultHttpContext Http { get; } = new();

    public void Begin(IFeatureCollection features)
    {
        _connection?.BeginRequest();
        Http.Initialize(features);
    }

    public void End()
    {
        Http.Uninitialize();
        _connection?.EndRequest();
    }
}
