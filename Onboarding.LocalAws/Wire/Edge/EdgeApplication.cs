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
internal sealed class EdgeApplication(Func<HttpContext, Task> handle) : IHttpApplication<DefaultHttpContext>
{
    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        if (contextFeatures is not IHostContextContainer<DefaultHttpContext> container)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        if (container.HostContext is { } kept)
        {
            kept.Initialize(contextFeatures);
            return kept;
        }

        return container.HostContext = new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(DefaultHttpContext context) => handle(context);

    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
}
