using System.Globalization;
using System.Threading.Channels;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>What a function posted: <c>response</c>, <c>error</c> or <c>init/error</c>.</summary>
internal sealed record Posted(string Kind, string RequestId, WireRequest Request);

/// <summary>The Lambda Runtime API as a real server: hands out events one by one and collects the answers.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";
    public const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:under-test";

    private readonly Channel<(string RequestId, string Payload, string? TraceId)> _events =
        Channel.CreateUnbounded<(string, string, string?)>();

    private readonly Channel<Posted> _answers = Channel.CreateUnbounded<Posted>();
    private LocalServer? _server;
    private int _count;

    /// <summary>Milliseconds from handing out an event to its deadline.</summary>
    public int TimeoutMilliseconds { get; init; } = 30_000;

    /// <summary>What stands in the header instead; null computes it.</summary>
    public string? DeadlineMilliseconds { get; init; }

    /// <summary>host:port, as AWS_LAMBDA_RUNTIME_API holds it.</summary>
    public string Address => _server!.Url["http://".Length..];

    public async Task<RuntimeApi> StartAsync()
    {
        _server = await LocalServer.StartAsync(AnswerAsync);
        return this;
    }

    public async Task<Posted> InvokeAsync(string payload, string? traceId = null)
    {
        var requestId = $"request-{Interlocked.Increment(ref _count)}";
        await _events.Writer.WriteAsync((requestId, payload, traceId));
        return await NextAnswerAsync();
    }

    public async Task<Posted> NextAnswerAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _answers.Reader.ReadAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<WireResponse> AnswerAsync(WireRequest request, CancellationToken aborted)
    {
        var start = request.Path.IndexOf(Prefix, StringComparison.Ordinal);
        var call = request.Path[(start + Prefix.Length)..];
        if (call != "invocation/next")
        {
            var parts = call.Split('/');
            _answers.Writer.TryWrite(new Posted(
                parts[0] == "init" ? "init/error" : parts[2], parts.Length > 2 ? parts[1] : "", request));
            return new WireResponse(202, """{"status":"OK"}""");
        }

        var (requestId, payload, traceId) = await _events.Reader.ReadAsync(aborted);
        var deadline = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + TimeoutMilliseconds;
        var headers = new Dictionary<string, string>
        {
            ["Lambda-Runtime-Aws-Request-Id"] = requestId,
            ["Lambda-Runtime-Deadline-Ms"] = DeadlineMilliseconds ?? deadline.ToString(CultureInfo.InvariantCulture),
            ["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn,
        };
        if (traceId is not null)
        {
            headers["Lambda-Runtime-Trace-Id"] = traceId;
        }

        return new WireResponse(200, payload) { Headers = headers };
    }
}
