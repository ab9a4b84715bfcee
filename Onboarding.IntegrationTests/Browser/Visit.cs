using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>One visit to a page, and what the servers answered to everything that it and its frames asked.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context) => _context = context;

    /// <summary>Method, address without its query, and status.</summary>
    public ConcurrentQueue<(string Method, string Url, int Status)> Answers { get; } = [];

    public IPage Page { get; private set; } = null!;

    public IBrowserContext Context => _context;

    public static async Task<Visit> StartAsync(IBrowserContext context, string url)
    {
        var visit = new Visit(context);
        context.Response += (_, response) => visit.Answers.Enqueue(
            (response.Request.Method, response.Url.Split('?')[0], response.Status));
        visit.Page = await context.NewPageAsync();
        await visit.Page.GotoAsync(url);
        return visit;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
