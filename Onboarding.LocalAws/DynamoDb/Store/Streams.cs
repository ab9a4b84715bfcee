using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The streams of every table, by ARN. A stream that is closed, and even its table deleted, can be read until its last
/// record is trimmed. Safe for concurrent use.
/// </summary>
internal sealed class Streams(RunningTime time)
{
    private readonly ConcurrentDictionary<string, StreamLog> _byArn = new(StringComparer.Ordinal);

    public ICollection<StreamLog> All
    {
        get
        {
            DropOld();
            return _byArn.Values;
        }
    }

    public bool TryFind(string arn, [NotNullWhen(true)] out StreamLog? stream)
    {
        DropOld();
        return _byArn.TryGetValue(arn, out stream);
    }

    /// <summary>A new stream for a table. Its label is the time, so two within a millisecond are told apart.</summary>
    public StreamDefinition Define(string tableArn, StreamViewType viewType, ulong startSequenceNumber)
    {
        var at = time.GetUtcNow();
        while (true)
        {
            var stream = StreamDefinition.Create(tableArn, viewType, at, startSequenceNumber);
            if (!_byArn.ContainsKey(stream.Arn))
            {
                return stream;
            }

            at += TimeSpan.FromMilliseconds(1);
        }
    }

    public StreamLog Open(StreamDefinition definition, KeySchema key)
    {
        var tableName = definition.Arn.Split('/')[1];
        var stream = new StreamLog(definition, tableName, key, time);
        Invariant.Check(_byArn.TryAdd(definition.Arn, stream));
        return stream;
    }

    public void Clear() => _byArn.Clear();

    /// <summary>The changes from which a journal restores the closed streams.</summary>
    /// <remarks>
    /// Such a stream changes no more, but it is trimmed: so its records are read only when they are written.
    /// </remarks>
    public IEnumerable<TableChange> CaptureClosed()
    {
        var closed = _byArn.Values.Where(s => s.ClosedAt is not null).ToArray();
        return closed.SelectMany(Changes);
    }

    public void Restore(ClosedStreamRestored closed)
    {
        var stream = new StreamLog(closed.Definition, closed.TableName, closed.Key, time);
        stream.RestoreClosed(closed.First, closed.ClosedAt);
        Invariant.Check(_byArn.TryAdd(closed.Definition.Arn, stream));
    }

    public void Restore(ClosedStreamRecordRestored record) => _byArn[record.StreamArn].Append(record.Record);

    private static IEnumerable<TableChange> Changes(StreamLog stream)
    {
        var records = stream.Capture();
        var first = records.Length > 0 ? records[0].SequenceNumber : stream.Next;
        return
        [
            new ClosedStreamRestored(stream.Definition, stream.TableName, stream.Key, stream.ClosedAt!.Value, first),
            .. records.Select(r => new ClosedStreamRecordRestored(stream.Definition.Arn, r)),
        ];
    }

    private void DropOld()
    {
        foreach (var (arn, stream) in _byArn)
        {
            if (stream.IsOver)
            {
                _byArn.TryRemove(arn, out _);
            }
        }
    }
}
