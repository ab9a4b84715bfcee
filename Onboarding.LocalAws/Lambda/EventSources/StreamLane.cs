using System.Threading.Channels;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// The records of one lane of a mapping: equal keys share a lane, and a lane has one batch at a time, which keeps the
/// order of every item whatever the parallelization factor. One writer (the mapping's reader), one reader (the lane's
/// loop). What waits is bounded by what the stream retains: its records are shared, not copied.
/// </summary>
internal sealed class StreamLane(StreamMappingSettings settings, TimeProvider time)
{
    /// <summary>Lambda's limit for the payload of a synchronous invocation.</summary>
    private const int PayloadSizeBytesMax = 6 * 1024 * 1024;

    /// <summary>Beyond this many waiting records their texts are made again instead of being kept.</summary>
    private const int TextsKeptMax = 1000;

    /// <summary>Not single-reader: the checkpoint looks at its head from other threads.</summary>
    private readonly Channel<StreamRecord> _waiting = Channel.CreateUnbounded<StreamRecord>();

    private readonly Lock _lock = new();
    private List<StreamRecord> _gathered = [];
    private BatchState? _batch;

    /// <summary>The batch that was taken and is not done.</summary>
    public BatchState? Current
    {
        get
        {
            lock (_lock)
            {
                return _batch;
            }
        }
    }

    /// <summary>Records that are neither delivered nor discarded.</summary>
    public int OpenCount
    {
        get
        {
            lock (_lock)
            {
                var open = _batch is { } batch ? batch.Records.Count - batch.FirstOpen : 0;
                return open + _gathered.Count + _waiting.Reader.Count;
            }
        }
    }

    /// <summary>The first position that is not done, or null where the lane has caught up with the reader.</summary>
    public ulong? FirstOpen
    {
        get
        {
            lock (_lock)
            {
                return _batch is { IsDone: false } batch ? batch.Records[batch.FirstOpen].Position
                    : _gathered.Count > 0 ? _gathered[0].Position
                    : _waiting.Reader.TryPeek(out var next) ? next.Position
                    : null;
            }
        }
    }

    public void Add(StreamRecord record)
    {
        if (_waiting.Reader.Count >= TextsKeptMax)
        {
            record.ReleaseJson();
        }

        _waiting.Writer.TryWrite(record);
    }

    /// <summary>Waits for a record, then gathers a batch for as long as the batching window allows.</summary>
    public async ValueTask<BatchState> TakeBatchAsync(CancellationToken stop)
    {
        await _waiting.Reader.WaitToReadAsync(stop);
        var sizeBytes = 0L;
        using var window = new CancellationTokenSource();
        await using var timer = settings.BatchingWindow > TimeSpan.Zero
            ? time.CreateTimer(_ => window.Cancel(), null, settings.BatchingWindow, Timeout.InfiniteTimeSpan)
            : null;
        do
        {
            Gather(ref sizeBytes);
        }
        while (timer is not null && !IsFull(sizeBytes) && await MoreComesAsync(window.Token, stop));

        lock (_lock)
        {
            var batch = BatchState.Of(_gathered, settings);
            _batch = batch;
            _gathered = [];
            return batch;
        }
    }

    /// <summary>Moves the checkpoint.</summary>
    public void Advance(BatchState batch)
    {
        lock (_lock)
        {
            _batch = batch.IsDone ? null : batch;
        }
    }

    private bool IsFull(long sizeBytes) =>
        _gathered.Count >= settings.BatchSize
        || (_waiting.Reader.TryPeek(out var next) && sizeBytes + next.Json.Length > PayloadSizeBytesMax);

    private void Gather(ref long sizeBytes)
    {
        lock (_lock)
        {
            while (_gathered.Count < settings.BatchSize && _waiting.Reader.TryPeek(out var next))
            {
                var withNext = sizeBytes + next.Json.Length + 1;
                if (_gathered.Count > 0 && withNext > PayloadSizeBytesMax - EventPayload.FrameSizeBytes)
                {
                    return;
                }

                sizeBytes = withNext;
                _gathered.Add(next);
                _waiting.Reader.TryRead(out _);
            }
        }
    }

    /// <returns>False where the window has closed first.</returns>
    private async ValueTask<bool> MoreComesAsync(CancellationToken window, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(window, stop);
        try
        {
            return await _waiting.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (window.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
