using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.HttpApi.Cors;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The stack's HTTP API at the root of the edge: request → route → throttle → authorizer → event → function → response.
/// It is the edge's fallback, so what no AWS service claims ends here, if only in API Gateway's 404.
/// </summary>
internal sealed partial class HttpApiEndpoint(
    IHttpApiIntegration integration,
    AwsScope scope,
    TimeProvider time,
    RandomSource random,
    IJsonWebKeySource keys,
    BodyBudget budget,
    EdgeMetrics metrics,
    ILogger<HttpApiEndpoint> logger) : IEdgeEndpoint
{
    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</summary>
    private const int BodySizeBytesMax = 10 * 1024 * 1024;
    private const int HeaderSizeBytesMax = 10_240;

    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // Replaced as a whole, so that a request sees one deployment and never half of the next.
    private volatile Deployment? _deployment;

    /// <summary>Null where none is deployed.</summary>
    public HttpApiDefinition? Api => _deployment?.Api;

    /// <summary>The method only; the route joins the name once it is known.</summary>
    public string? SpanName(HttpRequest request) => request.Method;

    public bool Claims(HttpRequest request) => true;

    /// <summary>
    /// A cross-origin request passes where the API's CorsConfiguration allows its origin, checked before a function
    /// runs. AWS runs the function and leaves it to the browser to hide the response; here the request itself is the
    /// danger, as every page that is open on this machine can reach the port. An API without a CorsConfiguration leaves
    /// CORS to its functions, which pages of this machine can call.
    /// </summary>
    public bool Admits(in PageRequest page) =>
        page.Site is PageSite.Same
        || (_deployment?.Api.Cors is { } cors && (page.Origin is not null || page.Site is PageSite.Foreign)
            ? CorsHeaders.Allows(cors, page.Origin)
            : page.Site is PageSite.Own);

    public void Deploy(HttpApiDefinition api) =>
        _deployment = new Deployment(api, integration, keys, scope, time);

    public void Reset() => _deployment = null;

    public async ValueTask HandleAsync(HttpContext context)
    {
        var requestId = $"{random.NextString(IdAlphabet, 15)}=";
        context.Response.Headers["apigw-requestid"] = requestId;
        var response = new GatewayResponse(new AwsResponse(context, requestId), _deployment?.Api.Cors);
        if (_deployment is not { } deployment)
        {
            await response.SendAsync(GatewayError.NotFound);
        }
        else if (deployment.Api.Cors is not null && CorsHeaders.IsPreflight(context.Request))
        {
            response.SendPreflight();
        }
        else
        {
            await CountAsync(deployment, context, response);
        }
    }

    private async ValueTask CountAsync(Deployment deployment, HttpContext context, GatewayResponse response)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var path = RequestPath.Of(context.Request);
        var match = deployment.Routes.Find(context.Request.Method, path);
        await (match is null
            ? response.SendAsync(GatewayError.NotFound)
            : RouteAsync(deployment, context.Request, path, match, response));
        if (metrics.CountsRequests)
        {
            metrics.Request(context, match is null ? null : PathOf(match.Route.RouteKey), startedAt);
        }
    }

    private async ValueTask RouteAsync(
        Deployment deployment, HttpRequest http, RequestPath path, RouteMatch match, GatewayResponse response)
    {
        NameSpan(match.Route.RouteKey);
        if (HeaderSize(http) > HeaderSizeBytesMax)
        {
            await response.SendAsync(GatewayError.HeadersTooLarge);
        }
        else if (!deployment.TryTake(match.Route))
        {
            await response.SendAsync(GatewayError.TooManyRequests);
        }
        else
        {
            await AuthorizeAsync(deployment, Describe(deployment.Api, http, path, match, response.RequestId), response);
        }
    }

    private async ValueTask AuthorizeAsync(Deployment deployment, GatewayRequest request, GatewayResponse response)
    {
        var aborted = request.Http.HttpContext.RequestAborted;
        if (deployment.AuthorizerOf(request.Match.Route) is { } authorizer)
        {
            var verdict = await authorizer.AuthorizeAsync(request, aborted);
            if (verdict.Refusal is { } refusal)
            {
                Activity.Current?.SetTag(EdgeTelemetry.Reason, verdict.Reason);
                if (refusal.Status < 500)
                {
                    // An authorizer that fails has a line of its own, with the cause.
                    LogRefused(logger, request.Match.Route.RouteKey, refusal.Status, verdict.Reason);
                }

                await response.SendAsync(refusal, verdict.Challenge);
                return;
            }

            request = request with { AuthorizerContext = verdict.Context, PrincipalId = verdict.PrincipalId };
        }

        await IntegrateAsync(request, response, aborted);
    }

    /// <summary>The event, about as large as the body, keeps the body's room until the function is done.</summary>
    private async ValueTask IntegrateAsync(GatewayRequest request, GatewayResponse response, CancellationToken aborted)
    {
        if (request.Http.ContentLength > BodySizeBytesMax)
        {
            await response.SendAsync(GatewayError.TooLarge);
            return;
        }

        var roomFor = RequestBody.RoomFor(request.Http, BodySizeBytesMax);
        var room = await budget.TakeAsync(roomFor, BodySender.Other, aborted);
        using var taken = room.GetValueOrDefault();
        UnreadBody.ExpectPace(request.Http.HttpContext, roomFor);
        if (room is null)
        {
            await response.SendAsync(GatewayError.ServiceUnavailable);
        }
        else if (await ReadEventAsync(request) is not { } payload)
        {
            await response.SendAsync(GatewayError.TooLarge);
        }
        else
        {
            var route = request.Match.Route;
            await response.SendAsync(await InvokeAsync(route, payload, aborted), route.PayloadFormat);
        }
    }

    /// <summary>Null where the body is larger than an HTTP API takes.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadEventAsync(GatewayRequest request)
    {
        var read = await RequestBody.ReadAsync(
            request.Http, BodySizeBytesMax, request.Http.HttpContext.RequestAborted);
        if (read is not { } body)
        {
            return null;
        }

        using (body)
        {
            return request.Match.Route.PayloadFormat == PayloadFormat.Version1
                ? ProxyEvent1Writer.Write(request, body.Bytes)
                : ProxyEventWriter.Write(request, body.Bytes);
        }
    }

    private async ValueTask<IntegrationResult> InvokeAsync(
        RouteDefinition route, ReadOnlyMemory<byte> payload, CancellationToken aborted)
    {
        using var patience = new CancellationTokenSource(route.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        try
        {
            return await integration.InvokeAsync(route.FunctionName, payload, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            // HTTP APIs answer a time-out like missing capacity: 503, where REST APIs say 504.
            return new IntegrationResult(IntegrationOutcome.Throttled);
        }
    }

    private GatewayRequest Describe(
        HttpApiDefinition api, HttpRequest http, RequestPath path, RouteMatch match, string requestId) => new()
        {
            Http = http,
            Path = path,
            Match = match,
            Api = api,
            AccountId = scope.AccountId,
            RequestId = requestId,
            Time = time.GetUtcNow(),
            GatewayHeaders = GatewayHeaders(http),
        };

    private Dictionary<string, string> GatewayHeaders(HttpRequest request)
    {
        var source = EventMembers.SourceIp(request);
        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var id = random.NextString("0123456789abcdef", 24);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-amzn-trace-id"] = $"Root=1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{id}",
            ["x-forwarded-for"] = forwarded.Length == 0 ? source : $"{forwarded}, {source}",
            ["x-forwarded-port"] = (request.Host.Port ?? 80).ToString(CultureInfo.InvariantCulture),
            ["x-forwarded-proto"] = request.Scheme,
        };
        // A gateway that traces puts its own span between the client's and the function's.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
        {
            headers["traceparent"] = parent;
        }

        return headers;
    }

    private static void NameSpan(string routeKey)
    {
        if (Activity.Current is not { } span)
        {
            return;
        }

        span.DisplayName = routeKey;
        span.SetTag("http.route", PathOf(routeKey));
    }

    private static string PathOf(string routeKey) => routeKey[(routeKey.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} is refused with {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string route, int status, string? reason);

    /// <summary>Request line and header values, which is what the quota counts.</summary>
    private static int HeaderSize(HttpRequest request)
    {
        var size = request.Method.Length + request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0);
        foreach ((_, var values) in request.Headers)
        {
            foreach (var value in values)
            {
                size += value!.Length;
            }
        }

        return size;
    }
}
