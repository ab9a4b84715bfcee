using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>
/// The Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) of every function, told
/// apart by the path before the version: <c>/{function}@{environment}/2018-06-01/runtime/…</c> for environments that
/// this host started, <c>/{function}/2018-06-01/runtime/…</c> for external runtimes. Unsigned, as in
/// Lambda: the environment's id is unguessable, and every browser is refused.
/// </summary>
internal sealed class RuntimeApiEndpoint(LambdaFunctions functions, BodyBudget budget) : IEdgeEndpoint
{
    private const string Marker = "/2018-06-01/runtime/";

    /// <summary>A poll belongs to no trace.</summary>
    public string? SpanName(HttpRequest request) => null;

    public bool Claims(HttpRequest request) =>
        request.Path.Value is { } path && path.AsSpan().IndexOf(Marker, StringComparison.Ordinal) > 0;

    /// <summary>No page runs functions, and one on this machine must not take events away either.</summary>
    public bool Admits(in PageRequest page) => false;

    public ValueTask HandleAsync(HttpContext context)
    {
        // Where a runtime attaches itself, its path is no secret and a GET takes an event away. A browser from before
        // Sec-Fetch-Site (Safari until 16.4) says nothing else with a GET, but calls itself Mozilla; no runtime does.
        if (context.Request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal))
        {
            return RuntimeApiErrors.Forbidden.WriteAsync(context);
        }

        var path = context.Request.Path.Value!;
        var marker = path.IndexOf(Marker, StringComparison.Ordinal);
        var target = path[1..marker];
        var at = target.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? target : target[..at];
        if (functions.Find(name) is not { } pool)
        {
            return RuntimeApiErrors.NoSuchFunction(name, functions.All.Select(f => f.Name)).WriteAsync(context);
        }

        var environment = at < 0 ? null : pool.FindEnvironment(target[(at + 1)..]);
        if (at >= 0 && environment is null)
        {
            return RuntimeApiErrors.EnvironmentEnded.WriteAsync(context);
        }

        var call = new RuntimeCall(context, pool, environment, budget);
        return RouteAsync(call, path[(marker + Marker.Length)..]);
    }

    private static ValueTask RouteAsync(RuntimeCall call, string resource)
    {
        var parts = resource.Split('/');
        return (call.Http.Request.Method, parts) switch
        {
            ("GET", ["invocation", "next"]) => Next.HandleAsync(call),
            ("POST", ["invocation", var id, "response"]) => InvocationResponse.HandleAsync(call, id),
            ("POST", ["invocation", var id, "error"]) => InvocationError.HandleAsync(call, id),
            ("POST", ["init", "error"]) => InitError.HandleAsync(call),
            _ => RuntimeApiErrors.NotFound.WriteAsync(call.Http),
        };
    }
}
