using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The stack's HTTP API at the root of the edge: request → route → event → function → response. It is the edge's
/// fallback, so what no AWS service claims ends here, if only in API Gateway's 404.
/// </summary>
internal sealed class HttpApiEndpoint(
    IHttpApiIntegration integration, AwsScope scope, TimeProvider time, RandomSource random)
    : IEdgeEndpoint, IResettable
{
    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</summary>
    private const int BodySizeBytesMax = 10 * 1024 * 1024;
    private const int HeaderSizeBytesMax = 10_240;

    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // Replaced as a whole, so that a request sees one deployment and never half of the next.
    private volatile Deployment? _deployment;

    /// <summary>The method only; the route joins the name once it is known.</summary>
    public string? SpanName(HttpRequest request) => request.Method;

    public bool Claims(HttpRequest request) => true;

    public void Deploy(HttpApiDefinition api) => _deployment = new Deployment(api, new RouteTable(api.Routes));

    public void Reset() => _deployment = null;

    public async ValueTask HandleAsync(HttpContext context)
    {
        string requestId = $"{random.NextString(IdAlphabet, 15)}=";
        context.Response.Headers["apigw-requestid"] = requestId;
        var response = new AwsResponse(context, requestId);
        Deployment? deployment = _deployment;
        RequestPath path = RequestPath.Of(context.Request);
        if (deployment?.Routes.Find(context.Request.Method, path) is not { } match)
        {
            await SendAsync(response, GatewayAnswer.NotFound);
            return;
        }

        NameSpan(match.Route.RouteKey);
        if (HeaderSize(context.Request) > HeaderSizeBytesMax)
        {
            await SendAsync(response, GatewayAnswer.HeadersTooLarge);
        }
        else if (await ReadEventAsync(context.Request, requestId, path, match, deployment.Api) is not { } payload)
        {
            await SendAsync(response, GatewayAnswer.TooLarge);
        }
        else
        {
            await AnswerAsync(response, await InvokeAsync(match.Route, payload, context.RequestAborted));
        }
    }

    /// <summary>Null where the body is larger than an HTTP API takes.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadEventAsync(
        HttpRequest request, string requestId, RequestPath path, RouteMatch match, HttpApiDefinition api)
    {
        RequestBody? read = await RequestBody.ReadAsync(request, BodySizeBytesMax, request.HttpContext.RequestAborted);
        if (read is not { } body) return null;
        using (body)
        {
            return ProxyEventWriter.Write(new ProxyEvent
            {
                Request = request,
                Path = path,
                Match = match,
                Api = api,
                AccountId = scope.AccountId,
                RequestId = requestId,
                Time = time.GetUtcNow(),
                Body = body.Bytes,
                GatewayHeaders = GatewayHeaders(request),
            });
        }
    }

    private async ValueTask<IntegrationAnswer> InvokeAsync(
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
            return new IntegrationAnswer(IntegrationOutcome.Throttled);
        }
    }

    private static ValueTask AnswerAsync(AwsResponse response, IntegrationAnswer answer) => answer.Outcome switch
    {
        IntegrationOutcome.Returned => ProxyResponseReader.Read(answer.Payload) is { } proxy
            ? SendAsync(response, proxy)
            : SendAsync(response, GatewayAnswer.InternalServerError),
        IntegrationOutcome.Failed => SendAsync(response, GatewayAnswer.InternalServerError),
        IntegrationOutcome.Throttled => SendAsync(response, GatewayAnswer.ServiceUnavailable),
        IntegrationOutcome.EventTooLarge => SendAsync(response, GatewayAnswer.TooLarge),
        _ => throw new UnreachableException(),
    };

    private static ValueTask SendAsync(AwsResponse response, GatewayAnswer answer) =>
        response.SendAsync(answer.Status, "application/json", answer.Body);

    private static async ValueTask SendAsync(AwsResponse response, ProxyResponse proxy)
    {
        HttpResponse http = response.Http.Response;
        http.StatusCode = proxy.Status;
        foreach ((string name, string value) in proxy.Headers)
        {
            if (!IsFraming(name)) http.Headers[name] = value;
        }

        foreach (string cookie in proxy.Cookies) http.Headers.Append("set-cookie", cookie);
        // HTTP allows these two no body; a function that gives one is not worth a failed response.
        bool isBodiless = proxy.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified;
        if (isBodiless) return;
        http.ContentLength = proxy.Body.Length;
        if (!proxy.Body.IsEmpty && !HttpMethods.IsHead(response.Http.Request.Method))
            await http.BodyWriter.WriteAsync(proxy.Body, response.Http.RequestAborted);
    }

    // How the message is framed on this connection is the gateway's business, not the function's.
    private static bool IsFraming(string name) =>
        name.Equals("connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("apigw-requestid", StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, string> GatewayHeaders(HttpRequest request)
    {
        string source = ProxyEventWriter.SourceIp(request);
        string forwarded = request.Headers["X-Forwarded-For"].ToString();
        string id = random.NextString("0123456789abcdef", 24);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-amzn-trace-id"] = $"Root=1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{id}",
            ["x-forwarded-for"] = forwarded.Length == 0 ? source : $"{forwarded}, {source}",
            ["x-forwarded-port"] = (request.Host.Port ?? 80).ToString(CultureInfo.InvariantCulture),
            ["x-forwarded-proto"] = request.Scheme,
        };
        // A gateway that traces puts its own span between the client's and the function's.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent }) headers["traceparent"] = parent;
        return headers;
    }

    private static void NameSpan(string routeKey)
    {
        if (Activity.Current is not { } span) return;
        span.DisplayName = routeKey;
        span.SetTag("http.route", routeKey[(routeKey.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>Request line and header values, which is what the quota counts.</summary>
    private static int HeaderSize(HttpRequest request)
    {
        int size = request.Method.Length + request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0);
        foreach ((_, StringValues values) in request.Headers)
        {
            foreach (string? value in values) size += value!.Length;
        }

        return size;
    }

    private sealed record Deployment(HttpApiDefinition Api, RouteTable Routes);
}
