using System.Buffers;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>
/// One shard, polled for one run of a mapping. Sequence numbers of other endpoints are longer than a position, so a
/// record's position is its ordinal among those that this run has read; what outlives the run is a sequence number.
/// <para>Invariant: <c>_places</c> has what was read and is not known to be done, in order.</para>
/// </summary>
/// <param name="store">Keeps the checkpoint; called under the source's lock, so that it never moves back.</param>
internal sealed partial class ShardSource(
    IShardedStream stream, string shardId, ShardCheckpoint start, ShardReading reading, Action<ShardCheckpoint> store)
    : IStreamSource
{
    /// <summary>
    /// Creation times are approximate: DynamoDB Local rounds them down to the minute.
    /// </summary>
    private static readonly TimeSpan CreationSlack = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<Place> _places = new();
    private readonly Backoff _backoff = new(reading.Context.Random, reading.Context.Time);
    private ShardCheckpoint _checkpoint = start;

    /// <summary>
    /// Of a mapping that began at LATEST and must find its place again from the oldest record on; else null.
    /// </summary>
    private readonly DateTimeOffset? _notBefore = start.Done is null ? start.Since - CreationSlack : null;

    private string? _lastRead = start.Done;
    private string? _iterator;
    private List<StreamRecord> _page = [];
    private ulong _next;
    private bool _isEmptyPage;
    private bool _isEnd;

    /// <summary>The first position that is not done: known once the run exists that reads this source.</summary>
    public Func<ulong>? FirstOpen { get; set; }

    /// <summary>The endpoint no longer has the shard: it has ended, but not because all of it was read.</summary>
    public bool IsGone { get; private set; }

    public string StreamArn => stream.StreamArn;

    public string ShardId => shardId;

    /// <summary>Positions begin with the run, so none is ever trimmed.</summary>
    public ulong Oldest => 0;

    public ulong Next => Volatile.Read(ref _next);

    /// <summary>Records that were read and are not known to be done.</summary>
    public int BacklogCount
    {
        get
        {
            lock (_lock)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>When the oldest of these was written.</summary>
    public DateTimeOffset? OldestCreatedAt
    {
        get
        {
            lock (_lock)
            {
                return _places.TryPeek(out var oldest) ? oldest.CreatedAt : null;
            }
        }
    }

    public bool TryFindPosition(string sequenceNumber, out ulong position)
    {
        position = 0;
        return false;
    }

    public string SequenceNumberOf(ulong position)
    {
        lock (_lock)
        {
            return _places.First(place => place.Position >= position).SequenceNumber;
        }
    }

    /// <summary>Takes the place at the end of the shard.</summary>
    /// <exception cref="ShardException">There is no iterator.</exception>
    public async Task BeginAtLatestAsync(CancellationToken stop) =>
        _iterator = await stream.GetIteratorAsync(shardId, ShardPlace.Latest, stop);

    /// <summary>Everything before the position is done.</summary>
    public void Keep(ulong position)
    {
        lock (_lock)
        {
            var done = _checkpoint.Done;
            while (_places.TryPeek(out var place) && place.Position < position)
            {
                done = _places.Dequeue().SequenceNumber;
            }

            if (done != _checkpoint.Done)
            {
                _checkpoint = _checkpoint with { Done = done };
                store(_checkpoint);
            }
        }
    }

    /// <summary>Everything is done, and nothing will follow.</summary>
    public void End()
    {
        Keep(ulong.MaxValue);
        lock (_lock)
        {
            _checkpoint = _checkpoint with { IsEnded = true };
            store(_checkpoint);
        }
    }

    /// <summary>The page that the last poll brought; older ones are in lanes.</summary>
    public StreamPage Read(ulong from, int countMax)
    {
        StreamRecord[] records = [.. _page.Where(record => record.Position >= from)];
        return new StreamPage(records, _next, _isEnd);
    }

    public async Task WhenAnyAsync(ulong from, CancellationToken stop)
    {
        while (from >= _next && !_isEnd)
        {
            await AwaitTurnAsync(stop);
            try
            {
                await PollAsync(stop);
                reading.Health.Succeeded(this);
                _backoff.Reset();
            }
            catch (ShardException e)
            {
                await RecoverAsync(e, stop);
            }
        }
    }

    /// <summary>No poll sooner than AWS would poll, and none while too much waits for the function.</summary>
    private async Task AwaitTurnAsync(CancellationToken stop)
    {
        Keep(FirstOpen?.Invoke() ?? 0);
        while (_isEmptyPage || BacklogCount >= ShardReading.BacklogCountMax)
        {
            _isEmptyPage = false;
            await Task.Delay(ShardReading.PollInterval, reading.Context.Time, stop);
            Keep(FirstOpen?.Invoke() ?? 0);
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        _iterator ??= await stream.GetIteratorAsync(
            shardId, _lastRead is { } last ? ShardPlace.After(last) : ShardPlace.TrimHorizon, stop);
        var page = await stream.GetRecordsAsync(_iterator, stop);
        Take(page.Records);
        _isEmptyPage = page.Records.Count == 0;
        _iterator = page.NextIterator;
        _isEnd = page.NextIterator is null;
    }

    private void Take(IReadOnlyList<ShardRecord> records)
    {
        var page = new List<StreamRecord>(records.Count);
        lock (_lock)
        {
            foreach (var record in records)
            {
                _lastRead = record.SequenceNumber;
                if (record.CreatedAt < _notBefore)
                {
                    continue;
                }

                _places.Enqueue(new Place(_next, record.SequenceNumber, record.CreatedAt));
                page.Add(new Record(_next++, record));
            }
        }

        _page = page;
    }

    private Task RecoverAsync(ShardException e, CancellationToken stop)
    {
        _iterator = null;
        switch (e.Fault)
        {
            case ShardFault.ExpiredIterator or ShardFault.Throttled:
                break;
            case ShardFault.TrimmedData when _lastRead is null:
                // Nothing is left out: DynamoDB Local says so of a shard whose first record has come meanwhile.
                break;
            case ShardFault.TrimmedData:
                LogTrimmed(reading.Context.Logger, reading.FunctionName, shardId, stream.StreamArn, _lastRead);
                _lastRead = null;
                break;
            case ShardFault.Gone:
                IsGone = true;
                _isEnd = true;
                return Task.CompletedTask;
            case ShardFault.Unavailable:
                reading.Health.Failed(this, e.Message);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        return _backoff.WaitAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: records of shard {Shard} of {Stream} were trimmed "
        + "before its mapping took them, behind {Last}; it goes on with the oldest that is left")]
    private static partial void LogTrimmed(
        ILogger logger, string function, string shard, string stream, string last);

    private readonly record struct Place(ulong Position, string SequenceNumber, DateTimeOffset CreatedAt);

    private sealed class Record(ulong position, ShardRecord record)
        : StreamRecord(position, record.CreatedAt, record.KeyHash)
    {
        public override string SequenceNumber => record.SequenceNumber;

        public override SpanOrigin? Writer => record.Writer;

        protected override void Write(IBufferWriter<byte> buffer) => buffer.Write(record.Json.Span);
    }
}

/// <summary>What every shard of a mapping is read with.</summary>
internal sealed record ShardReading(string FunctionName, StreamHealth Health, MappingContext Context)
{
    /// <summary>More than this waits at the endpoint, which keeps it for a day, and not here.</summary>
    public const int BacklogCountMax = 10_000;

    /// <summary>
    /// "Lambda polls shards in your DynamoDB stream for records at a base rate of 4 times per second"
    /// (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
    /// </summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
}
