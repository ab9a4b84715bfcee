using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// What a host counts of its requests: names and units are OpenTelemetry's for RPC and HTTP servers
/// (https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/,
/// https://opentelemetry.io/docs/specs/semconv/http/http-metrics/), <c>localaws.</c> stands before what they do not
/// name. Attributes have few values: services, operations, codes, routes. Recording allocates nothing, and without a
/// listener nothing is recorded.
/// </summary>
internal sealed class EdgeMetrics
{
    /// <summary>What the conventions say for a name that is not known.</summary>
    private const string Other = "_OTHER";

    /// <summary>The conventions' boundaries, and three below them: many requests here take less than 5 ms.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.0002, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    /// <summary>An int becomes an attribute as an object: made once for each status.</summary>
    private static readonly object?[] Statuses = new object?[1000];

    private readonly Histogram<double> _calls;
    private readonly Histogram<double> _requests;
    private readonly Counter<long> _faults;

    public EdgeMetrics(Meter meter)
    {
        _calls = meter.CreateHistogram(
            "rpc.server.call.duration", "s", "Calls of AWS services, by service, operation and error.", null, Seconds);
        _requests = meter.CreateHistogram(
            "http.server.request.duration", "s", "Requests to the HTTP API, by route and status.", null, Seconds);
        _faults = meter.CreateCounter<long>(
            "localaws.faults", "{fault}", "Calls that failed for a fault of the emulator itself.");
    }

    public bool CountsCalls => _calls.Enabled;

    public bool CountsRequests => _requests.Enabled;

    /// <param name="operation">Null where the call was refused before its operation was known.</param>
    /// <param name="error">AWS's code; null for a success.</param>
    public void Call(IAwsService service, string? operation, string? error, long startedAt)
    {
        var tags = TagsOf(service, operation);
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _calls.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);
    }

    public void Fault(IAwsService service, string? operation) => _faults.Add(1, TagsOf(service, operation));

    /// <param name="route">Null where none matches.</param>
    public void Request(HttpContext http, string? route, long startedAt)
    {
        var status = http.Response.StatusCode;
        var tags = new TagList
        {
            { "http.request.method", MethodOf(http.Request.Method) },
            { "http.response.status_code", Statuses[status % Statuses.Length] ??= status },
        };
        if (route is not null)
        {
            tags.Add("http.route", route);
        }

        _requests.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);
    }

    private static TagList TagsOf(IAwsService service, string? operation) => new()
    {
        { "rpc.system", "aws-api" },
        { "rpc.service", service.Name },
        { "rpc.method", operation ?? Other },
    };

    /// <summary>A client may send any word.</summary>
    private static string MethodOf(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : Other;
}
