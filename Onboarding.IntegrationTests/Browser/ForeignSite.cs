using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>
/// A web site on a port of its own, under every name that resolves to it: the pages that a test gives it, an empty
/// one elsewhere, and <c>/redirect?to=…</c>, which keeps method and body.
/// </summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);

    private ForeignSite(WebApplication server) => _server = server;

    public int Port => new Uri(
        _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())
        .Port;

    public static async Task<ForeignSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new ForeignSite(builder.Build());
        site._server.Run(site.AnswerAsync);
        await site._server.StartAsync();
        return site;
    }

    /// <param name="path">With its slash.</param>
    public void Serve(string path, string html) => _pages[path] = html;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/redirect")
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = http.Request.Query["to"];
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            _pages.GetValueOrDefault(http.Request.Path.Value!, "<!doctype html><title>page</title>"));
    }
}
