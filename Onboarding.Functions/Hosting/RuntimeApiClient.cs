using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// The four calls of the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
/// The address may hold a path behind the port (<c>127.0.0.1:4566/RegisterFunction</c>): hosts that serve several
/// functions on one port tell them apart that way.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string ErrorContentType = "application/vnd.aws.lambda.error+json";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly string _base;

    public RuntimeApiClient(string address)
    {
        _base = $"http://{address.TrimEnd('/')}/2018-06-01/runtime/";
        // `next` is a long poll without an end: Lambda freezes the sandbox in it until the next event.
        // The poll belongs to no trace, and a proxy of the process must not come between.
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<Invocation> NextAsync(CancellationToken stop)
    {
        using var response =
            await _http.GetAsync(new Uri(_base + "invocation/next"), stop);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Unexpected("invocation/next", response.StatusCode);
        }

        var payload = await response.Content.ReadAsByteArrayAsync(stop);
        var headers = response.Headers;
        var requestId = Header(headers, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new RuntimeApiException("The Runtime API sent an event without Lambda-Runtime-Aws-Request-Id.");
        if (!long.TryParse(
                Header(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var deadline))
        {
            throw new RuntimeApiException("The Runtime API sent an event without Lambda-Runtime-Deadline-Ms.");
        }

        return new Invocation(
            requestId,
            Header(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            Time(deadline),
            Header(headers, "Lambda-Runtime-Trace-Id"),
            payload);
    }

    public Task<PostOutcome> ResponseAsync(
        string requestId, ReadOnlyMemory<byte> body, CancellationToken stop) =>
        PostAsync($"invocation/{Uri.EscapeDataString(requestId)}/response", body, Json, errorType: null, stop);

    public Task<PostOutcome> ErrorAsync(string requestId, Exception error, CancellationToken stop) =>
        PostAsync(
            $"invocation/{Uri.EscapeDataString(requestId)}/error", ErrorPayload.From(error),
            new MediaTypeHeaderValue(ErrorContentType), error.GetType().Name, stop);

    public Task<PostOutcome> InitErrorAsync(Exception error, CancellationToken stop) =>
        PostAsync(
            "init/error", ErrorPayload.From(error), new MediaTypeHeaderValue(ErrorContentType),
            $"Runtime.{error.GetType().Name}", stop);

    public void Dispose() => _http.Dispose();

    private async Task<PostOutcome> PostAsync(
        string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? errorType,
        CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base + path));
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = type;
        if (errorType is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await _http.SendAsync(request, stop);
        return response.StatusCode switch
        {
            HttpStatusCode.Accepted or HttpStatusCode.OK => PostOutcome.Accepted,
            HttpStatusCode.RequestEntityTooLarge => PostOutcome.TooLarge,
            // The invocation is over for the host: timed out, or its answer was taken before.
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => PostOutcome.Refused,
            // "Container error. Non-recoverable state. Runtime should exit promptly."
            _ => throw Unexpected(path, response.StatusCode),
        };
    }

    /// <summary>Any number is a time: one that no calendar has is as good as the last or first that it has.</summary>
    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(
            milliseconds,
            DateTimeOffset.MinValue.ToUnixTimeMilliseconds(),
            DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static RuntimeApiException Unexpected(string call, HttpStatusCode status) =>
        new($"The Runtime API answered {(int)status} to {call}.");

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>What became of an answer that was posted.</summary>
internal enum PostOutcome
{
    Accepted,
    TooLarge,
    Refused,
}
