using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// One request from Kestrel to its service:
/// <list type="number">
/// <item>the gate lets it in, or nothing else looks at it;</item>
/// <item>an endpoint that claims the path (control pages, Runtime API) takes it unsigned;</item>
/// <item><c>X-Amz-Target</c> or the credential scope names an AWS service, which gets it verified and read: first
/// what the head tells, then, once there is room for it, the body;</item>
/// <item>everything else is for the fallback endpoint, the stack's HTTP API.</item>
/// </list>
/// </summary>
/// <param name="durability">The answer of a service waits for it: see <see cref="ResponseGate"/>.</param>
internal sealed partial class EdgeDispatcher(
    EdgeGate gate,
    IReadOnlyList<IEdgeEndpoint> endpoints,
    IEdgeEndpoint fallback,
    ServiceTable services,
    EdgeAuthenticator authenticator,
    BodyBudget budget,
    RandomSource random,
    TimeProvider time,
    ILogger<EdgeDispatcher> logger,
    IDurability durability,
    EdgeMetrics metrics)
{
    /// <summary>What a service that streams a body may hold of it at a time.</summary>
    public const int StreamedSizeBytesMax = 1024 * 1024;

    private readonly DateHeader _date = new(time);

    public async Task HandleAsync(HttpContext http)
    {
        RequestTarget.Shorten(http);
        var unread = UnreadBody.Watch(http);
        try
        {
            await ExpectContinue.AnswerAsync(http);
            await (gate.KnowsHost(http.Request)
                ? DispatchAsync(http, gate.PageOf(http.Request))
                : EdgeGate.RefuseHostAsync(http));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected: no response can reach it.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = e.StatusCode;
        }

        if (unread is not null)
        {
            await unread.EndAsync();
        }
    }

    /// <param name="page">Null where no page sends the request.</param>
    private ValueTask DispatchAsync(HttpContext http, PageRequest? page)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Claims(http.Request))
            {
                return HandleEndpointAsync(endpoint, http, page);
            }
        }

        return HandleServiceOrFallbackAsync(http, page);
    }

    private ValueTask HandleServiceOrFallbackAsync(HttpContext http, PageRequest? page)
    {
        var isSigned = SignatureClaim.IsSigned(http.Request);
        var (claim, fault) = isSigned ? SignatureClaim.Read(http.Request) : (null, null);
        var service = services.Find(http.Request, claim);
        var isForService = service is not null || claim is not null || http.Request.Headers.ContainsKey("X-Amz-Target");
        if (!isForService)
        {
            // A bearer token is an Authorization header too: an unreadable one is the HTTP API's to judge.
            return HandleEndpointAsync(fallback, http, page, isForState: true);
        }

        if (page is { } from)
        {
            if (!(service?.Admits(from) ?? BrowserAccess.AdmitsLink(from)))
            {
                return EdgeGate.RefusePageAsync(http);
            }

            BrowserAccess.Isolate(http.Response);
        }

        return service is null ? RefuseAsync(http, claim) : HandleServiceAsync(service, claim, fault, http);
    }

    private async ValueTask HandleServiceAsync(
        IAwsService service, SignatureClaim? claim, SignatureFault? fault, HttpContext http)
    {
        var requestId = random.NextGuid().ToString();
        SetHeaders(service, requestId, http);
        using var span = EdgeTelemetry.StartServiceSpan(http.Request, service, requestId);
        try
        {
            await AnswerAsync(new ServiceCall(service, claim, http, requestId, span), fault);
        }
        catch (Exception e) when (IsOurFault(e, http))
        {
            LogUnlessKnown(e, service.Name, requestId);
            EdgeTelemetry.RecordError(span, service.Errors.InternalError);
            BeginAnew(http);
            SetHeaders(service, requestId, http);
            await service.Errors.WriteAsync(service.Errors.InternalError, new AwsResponse(http, requestId));
        }
        finally
        {
            span?.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AnswerAsync(ServiceCall call, SignatureFault? fault)
    {
        var (service, http) = (call.Service, call.Http);
        var startedAt = Stopwatch.GetTimestamp();
        ResponseGate.Close(http, durability);
        try
        {
            var verdict = authenticator.CheckHead(http.Request, call.Claim, fault, service);
            await HandleVerifiedAsync(call, verdict);
            // An answer without a body was not begun yet.
            await ResponseGate.PassAsync(http);
        }
        catch (AwsException e)
        {
            EdgeTelemetry.RecordError(call.Span, e.Error);
            if (!e.IsCounted && metrics.CountsCalls)
            {
                metrics.Call(service, operation: null, e.Error.Code, startedAt);
            }

            await service.Errors.WriteAsync(e.Error, new AwsResponse(http, call.RequestId));
        }
    }

    /// <param name="head">What the head of the request told.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandleVerifiedAsync(ServiceCall call, SignatureVerdict head)
    {
        var (service, http, stop) = (call.Service, call.Http.Request, call.Http.RequestAborted);
        var caller = call.CallerOf(head);
        var isStreamed = service.StreamsBody(http);
        var sizeBytesMax = isStreamed ? StreamedSizeBytesMax : service.BodySizeBytesMax;
        if (!isStreamed && http.ContentLength > sizeBytesMax)
        {
            throw new AwsException(service.Errors.BodyTooLarge(sizeBytesMax));
        }

        var sender = caller.IsFunction ? BodySender.Function : BodySender.Other;
        var roomFor = RequestBody.RoomFor(http, sizeBytesMax);
        var room = await budget.TakeAsync(roomFor, sender, stop);
        using var taken = room ?? throw new AwsException(service.Errors.Unavailable);
        UnreadBody.ExpectPace(call.Http, roomFor);
        if (isStreamed)
        {
            UnreadBody.Accept(call.Http);
        }

        using var body = isStreamed
            ? default
            : await RequestBody.ReadAsync(http, sizeBytesMax, stop)
                ?? throw new AwsException(service.Errors.BodyTooLarge(sizeBytesMax));
        var verdict = isStreamed ? head : authenticator.CheckBody(http, call.Claim, head, body.Bytes.Span, service);
        var request = new AwsRequest
        {
            Http = call.Http,
            Body = body.Bytes,
            Caller = call.CallerOf(verdict),
            RequestId = call.RequestId,
            Signature = verdict.Signature,
            Span = call.Span,
        };
        await (metrics.CountsCalls ? CountAsync(service, request) : service.HandleAsync(request));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CountAsync(IAwsService service, AwsRequest request)
    {
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            await service.HandleAsync(request);
            metrics.Call(service, request.Operation, error: null, startedAt);
        }
        catch (AwsException e)
        {
            metrics.Call(service, request.Operation, e.Error.Code, startedAt);
            e.IsCounted = true;
            throw;
        }
        catch (Exception e) when (IsOurFault(e, request.Http))
        {
            metrics.Call(service, request.Operation, e.GetType().Name, startedAt);
            metrics.Fault(service, request.Operation);
            throw;
        }
    }

    private void SetHeaders(IAwsService service, string requestId, HttpContext http)
    {
        SetHeaders(service.Errors, requestId, http);
        service.AllowOrigin(http);
    }

    private void SetHeaders(IErrorFormat format, string requestId, HttpContext http)
    {
        http.Response.Headers.Date = _date.Now();
        http.Response.Headers[format.RequestIdHeader] = requestId;
    }

    /// <summary>What an answer had set before it failed is no part of the failure's answer.</summary>
    private static void BeginAnew(HttpContext http)
    {
        http.Response.Clear();
        ResponseGate.Open(http);
    }

    /// <param name="isForState">Whether what it does would be lost where no change survives any more.</param>
    private async ValueTask HandleEndpointAsync(
        IEdgeEndpoint endpoint, HttpContext http, PageRequest? page, bool isForState = false)
    {
        if (page is { } from && !endpoint.Admits(from))
        {
            await EdgeGate.RefusePageAsync(http);
            return;
        }

        using var span = EdgeTelemetry.StartEndpointSpan(endpoint, http.Request);
        try
        {
            if (isForState)
            {
                ResponseGate.Check(durability);
            }

            await endpoint.HandleAsync(http);
        }
        catch (Exception e) when (IsOurFault(e, http))
        {
            LogUnlessKnown(e, endpoint.GetType().Name, http.TraceIdentifier);
            BeginAnew(http);
            await new AwsResponse(http, http.TraceIdentifier)
                .SendAsync(500, "application/json", """{"message":"Internal Server Error"}"""u8.ToArray());
        }
        finally
        {
            EdgeTelemetry.RecordStatus(span, http.Response.StatusCode);
        }
    }

    /// <summary>Its client reads why: see <see cref="AbsentServices"/>.</summary>
    private ValueTask RefuseAsync(HttpContext http, SignatureClaim? claim)
    {
        var format = AbsentServices.FormatFor(http.Request, claim);
        var requestId = random.NextGuid().ToString();
        SetHeaders(format, requestId, http);
        var name = claim?.Scope.Service ?? http.Request.Headers["X-Amz-Target"].ToString().Split('.')[0];
        var error = services.Plays(name) ? Unsupported.Api(name) : Unsupported.Service(name);
        return format.WriteAsync(error, new AwsResponse(http, requestId));
    }

    /// <summary>The journal has told of its end already, once and with its cause.</summary>
    private void LogUnlessKnown(Exception e, string service, string requestId)
    {
        if (e is not JournalException)
        {
            LogFault(logger, e, service, requestId);
        }
    }

    private static bool IsOurFault(Exception e, HttpContext http) =>
        e is not (AwsException or BadHttpRequestException)
        && !(e is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        && !http.Response.HasStarted;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} failed on request {RequestId}")]
    private static partial void LogFault(ILogger logger, Exception exception, string service, string requestId);

    private readonly record struct ServiceCall(
        IAwsService Service, SignatureClaim? Claim, HttpContext Http, string RequestId, Activity? Span)
    {
        public Principal CallerOf(SignatureVerdict verdict) =>
            verdict.Caller ?? throw new AwsException(Service.Errors.Describe(verdict.Fault!));
    }
}
