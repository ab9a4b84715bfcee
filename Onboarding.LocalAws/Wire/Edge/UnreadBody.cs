using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// What becomes of a body that is refused before it is read. The answer goes out at once and says that the connection
/// ends; then as much of the body is thrown away as sockets buffer anyway, since a connection that is closed over
/// unread bytes is reset, which takes the answer away from a client that sends first and reads afterwards (RFC 9112,
/// section 9.6). A client that sends more is cut off, unless the request was accepted and fails on its way: then it
/// gets time to send the rest.
/// </summary>
internal sealed class UnreadBody : IRequestBodyPipeFeature
{
    /// <summary>A smaller body has come with its headers or will at once: the server itself skips it.</summary>
    private const int SmallSizeBytes = 64 * 1024;

    private const int DiscardedSizeBytesMax = 16 * 1024 * 1024;

    private static readonly TimeSpan DiscardTimeMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AcceptedDiscardTimeMax = TimeSpan.FromSeconds(30);

    /// <summary>However slowly a client sends, it holds room in the budget for about this long at most.</summary>
    private static readonly TimeSpan BodyTimeMax = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PaceGracePeriod = TimeSpan.FromSeconds(5);

    private readonly HttpContext _http;
    private readonly WatchedReader _reader;
    private bool _isAccepted;

    private UnreadBody(HttpContext http)
    {
        _http = http;
        _reader = new WatchedReader(http.Request.BodyReader);
        http.Features.Set<IRequestBodyPipeFeature>(this);
        http.Response.OnStarting(AnnounceEnd, this);
    }

    public PipeReader Reader => _reader;

    /// <returns>
    /// Null for the common request: without a body, or with a small one. A client that expects "100 Continue" keeps
    /// even a small body back, and the next request would be taken for it.
    /// </returns>
    public static UnreadBody? Watch(HttpContext http)
    {
        var request = http.Request;
        return request.ContentLength > SmallSizeBytes
            || (request.ContentLength is null && request.Headers.TransferEncoding.Count > 0)
            || (request.ContentLength > 0 && request.Headers.Expect.Count > 0)
                ? new UnreadBody(http)
                : null;
    }

    /// <summary>A large body has to come in about a minute, or the server cuts it off with 408.</summary>
    public static void ExpectPace(HttpContext http, long sizeBytes)
    {
        if (sizeBytes > SmallSizeBytes && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
        {
            pace.MinDataRate = new MinDataRate(sizeBytes / BodyTimeMax.TotalSeconds, PaceGracePeriod);
        }
    }

    /// <summary>Its caller is known and its service reads the body.</summary>
    public static void Accept(HttpContext http)
    {
        if (http.Features.Get<IRequestBodyPipeFeature>() is UnreadBody body)
        {
            body._isAccepted = true;
        }
    }

    /// <summary>Ends the answer and, where the body is not read by now, the connection.</summary>
    public async Task EndAsync()
    {
        if (_reader.IsAtEnd || _http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        using var patience = new CancellationTokenSource(
            _isAccepted ? AcceptedDiscardTimeMax : DiscardTimeMax, TimeProvider.System);
        try
        {
            await _http.Response.CompleteAsync();
            await DiscardAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It takes too long, or the client has gone.
            _http.Abort();
        }
    }

    private async Task DiscardAsync(CancellationToken stop)
    {
        var sizeBytesMax = _isAccepted ? long.MaxValue : DiscardedSizeBytesMax;
        for (var discarded = 0L; discarded < sizeBytesMax && !_reader.IsAtEnd;)
        {
            var read = await _reader.ReadAsync(stop);
            discarded += read.Buffer.Length;
            _reader.AdvanceTo(read.Buffer.End);
        }

        if (!_reader.IsAtEnd)
        {
            _http.Abort();
        }
    }

    private static Task AnnounceEnd(object state)
    {
        var body = (UnreadBody)state;
        if (!body._reader.IsAtEnd)
        {
            body._http.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    /// <summary>Knows whether the body was read to its end.</summary>
    private sealed class WatchedReader(PipeReader inner) : PipeReader
    {
        public bool IsAtEnd { get; private set; }

        public override bool TryRead(out ReadResult result)
        {
            var isRead = inner.TryRead(out result);
            IsAtEnd |= isRead && result.IsCompleted;
            return isRead;
        }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken stop = default)
        {
            var result = await inner.ReadAsync(stop);
            IsAtEnd |= result.IsCompleted;
            return result;
        }

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
