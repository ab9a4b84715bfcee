using System.Threading.Channels;
using Onboarding.LocalAws.Lambda.EventSources.Windows;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// The records of one lane of a mapping: equal keys share a lane, and a lane has one batch at a time, which keeps the
/// order of every item at each parallelization factor. One writer (the mapping's reader), one reader (the lane's
/// loop). What waits is bounded by what the stream retains: its records are shared, not copied.
/// </summary>
internal sealed class StreamLane(StreamMappingSettings settings, TimeProvider time)
{
    /// <summary>Lambda's limit for the payload of a synchronous invocation.</summary>
    private const int PayloadSizeBytesMax = LambdaQuotas.PayloadSizeBytesMax;

    /// <summary>Beyond this many waiting records their texts are made again instead of being kept.</summary>
    private const int TextsKeptMax = 1000;

    /// <summary>
    /// How long after a window's end a record that was written before it may still be on its way here. AWS waits up
    /// to two minutes; this stream is next door.
    /// </summary>
    private static readonly TimeSpan WindowGrace = TimeSpan.FromSeconds(1);

    /// <summary>Not single-reader: the checkpoint looks at its head from other threads.</summary>
    private readonly Channel<StreamRecord> _waiting = Channel.CreateUnbounded<StreamRecord>();

    private readonly Lock _lock = new();
    private List<StreamRecord> _gathered = [];
    private BatchState? _batch;
    private ulong? _held;

    /// <summary>What a batch's records may be together: a window's state and description need room, too.</summary>
    private readonly int _recordsSizeBytesMax = PayloadSizeBytesMax - EventPayload.FrameSizeBytes
        - (settings.TumblingWindow is null ? 0 : TumblingWindow.StateSizeBytesMax + 1024);

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
                return _held is { } held ? held
                    : _batch is { IsDone: false } batch ? batch.Records[batch.FirstOpen].Position
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

    /// <summary>No further record will come.</summary>
    public void End() => _waiting.Writer.TryComplete();

    /// <summary>Waits for a record, then gathers a batch for as long as the batching window allows.</summary>
    /// <returns>Null where none will ever come.</returns>
    public async ValueTask<BatchState?> TakeBatchAsync(CancellationToken stop)
    {
        if (!await _waiting.Reader.WaitToReadAsync(stop) && _gathered.Count == 0)
        {
            return null;
        }

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

    /// <summary>Keeps the checkpoint where a window began; null lets it go on.</summary>
    public void Hold(ulong? position)
    {
        lock (_lock)
        {
            _held = position;
        }
    }

    /// <summary>Waits for a record that belongs to the window.</summary>
    /// <returns>False where the window is over: its time is, or the next record is a later one's.</returns>
    public async ValueTask<bool> WaitWithinAsync(TumblingWindow window, CancellationToken stop)
    {
        while (!_waiting.Reader.TryPeek(out _))
        {
            var left = window.End + WindowGrace - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            // A calendar that was set back must not hold the window, and with it the checkpoint, for as long.
            left = left < window.Length + WindowGrace ? left : window.Length + WindowGrace;
            using var over = new CancellationTokenSource();
            await using var timer = time.CreateTimer(_ => over.Cancel(), null, left, Timeout.InfiniteTimeSpan);
            if (!await MoreComesAsync(over.Token, stop))
            {
                return false;
            }
        }

        return _waiting.Reader.TryPeek(out var next) && next.CreatedAt < window.End;
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
        || (_waiting.Reader.TryPeek(out var next) && !Fits(next, sizeBytes));

    /// <summary>A batch that is empty takes its first record, however large it is.</summary>
    private bool Fits(StreamRecord next, long sizeBytes) =>
        _gathered.Count == 0
        || (WithRecord(sizeBytes, next) <= _recordsSizeBytesMax && IsOfSameWindow(next));

    /// <summary>The size of the batch with that record, and the comma before it where it is not the first.</summary>
    private long WithRecord(long sizeBytes, StreamRecord next) =>
        sizeBytes + next.Json.Length + (_gathered.Count == 0 ? 0 : 1);

    /// <summary>A batch has the records of one window.</summary>
    private bool IsOfSameWindow(StreamRecord next) =>
        settings.TumblingWindow is not { } length
        || TumblingWindow.StartOf(next, length) == TumblingWindow.StartOf(_gathered[0], length);

    private void Gather(ref long sizeBytes)
    {
        lock (_lock)
        {
            while (_gathered.Count < settings.BatchSize
                && _waiting.Reader.TryPeek(out var next) && Fits(next, sizeBytes))
            {
                sizeBytes = WithRecord(sizeBytes, next);
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
