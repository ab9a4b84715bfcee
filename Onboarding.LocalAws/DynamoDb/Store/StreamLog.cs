using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>Records of a stream, from a place in it.</summary>
/// <param name="Next">The sequence number to go on from.</param>
/// <param name="IsEnd">True where the stream is closed and read to its end: no record follows.</param>
internal sealed record StreamPage(IReadOnlyList<ItemChanged> Records, ulong Next, bool IsEnd);

/// <summary>
/// The records of one stream of one table, oldest first. One shard is enough: a shard bounds the throughput of one
/// AWS partition, order is promised per item only, and every consumer must already cope with any number of shards.
/// A lock of its own (taken inside the table's, never around it) lets readers in while the table is written, and lets
/// the records outlive the table for their 24 hours, as in AWS.
/// </summary>
internal sealed class StreamLog(StreamDefinition definition, string tableName, KeySchema key, RunningTime time)
{
    /// <summary>
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html: 24 hours; here of running time,
    /// and longer while a mapping that reads the stream is held back.
    /// </summary>
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    // Trimmed records leave a gap in front that is closed once it is as long as what remains: O(1) amortized.
    private const int GapMin = 1024;

    private readonly Lock _lock = new();
    private readonly List<ItemChanged?> _records = [];
    private int _gap;
    private ulong _first = definition.StartSequenceNumber;
    private TaskCompletionSource? _arrival;

    public StreamDefinition Definition { get; private set; } = definition;

    public string TableName { get; } = tableName;

    /// <summary>True once it is closed and its last record is trimmed.</summary>
    public bool IsOver => ClosedAt is { } closedAt && time.LookAt(Definition.Arn).AgeOf(closedAt) > Retention;

    public KeySchema Key { get; } = key;

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The sequence number of the oldest record that is still there, or else of the next one.</summary>
    public ulong First
    {
        get
        {
            lock (_lock)
            {
                TrimUnderLock();
                return _first;
            }
        }
    }

    /// <summary>The sequence number that the next record gets.</summary>
    public ulong Next
    {
        get
        {
            lock (_lock)
            {
                return NextUnderLock;
            }
        }
    }

    private ulong NextUnderLock => _first + (ulong)(_records.Count - _gap);

    public void Append(ItemChanged record)
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            if (_records.Count % GapMin == 0)
            {
                // Reads trim, too: this bounds a stream without readers and spares most writes the look at the clock.
                TrimUnderLock();
            }

            _records.Add(record);
            arrival = _arrival;
            _arrival = null;
        }

        arrival?.SetResult();
    }

    /// <summary>The records before this one are gone; none is there yet.</summary>
    public void Restore(ulong first)
    {
        lock (_lock)
        {
            _first = first;
        }
    }

    /// <summary>A stream that was closed before the process started.</summary>
    public void RestoreClosed(ulong first, DateTimeOffset closedAt)
    {
        lock (_lock)
        {
            _first = first;
            ClosedAt = closedAt;
        }
    }

    /// <summary>The records that are still there, oldest first.</summary>
    public ItemChanged[] Capture()
    {
        lock (_lock)
        {
            TrimUnderLock();
            return [.. _records.Skip(_gap).Select(r => r!)];
        }
    }

    /// <summary>No record follows; what is there stays for its 24 hours.</summary>
    public void Close()
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            Definition = Definition with { IsEnabled = false };
            ClosedAt = time.GetUtcNow();
            arrival = _arrival;
            _arrival = null;
        }

        arrival?.SetResult();
    }

    /// <summary>Reads records from a sequence number on; where that is trimmed, from the oldest record left.</summary>
    public StreamPage Read(ulong from, int countMax, int sizeBytesMax = int.MaxValue)
    {
        lock (_lock)
        {
            TrimUnderLock();
            var next = Math.Max(from, _first);
            var records = new List<ItemChanged>();
            long sizeBytes = 0;
            while (next < NextUnderLock && records.Count < countMax)
            {
                var record = _records[_gap + (int)(next - _first)]!;
                sizeBytes += (record.Old?.SizeBytes ?? 0) + (record.New?.SizeBytes ?? 0);
                if (sizeBytes > sizeBytesMax && records.Count > 0)
                {
                    break;
                }

                records.Add(record);
                next++;
            }

            return new StreamPage(records, next, ClosedAt is not null && next >= NextUnderLock);
        }
    }

    /// <summary>Completes once there is a record from the sequence number on, or the stream is closed.</summary>
    public Task WhenAnyAsync(ulong from, CancellationToken stop)
    {
        lock (_lock)
        {
            if (from < NextUnderLock || ClosedAt is not null)
            {
                return Task.CompletedTask;
            }

            // Continuations must not run inside a write of the table.
            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task.WaitAsync(stop);
        }
    }

    private void TrimUnderLock()
    {
        var now = time.LookAt(Definition.Arn);
        while (_gap < _records.Count && now.AgeOf(_records[_gap]!.At) > Retention)
        {
            _records[_gap++] = null;
            _first++;
        }

        if (_gap >= GapMin && _gap >= _records.Count - _gap)
        {
            _records.RemoveRange(0, _gap);
            _gap = 0;
        }
    }
}
