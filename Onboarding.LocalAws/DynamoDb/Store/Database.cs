using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// Every table of the account, and the streams that outlive theirs. Tables come and go under a lock of their own,
/// which is taken before any table's.
/// </summary>
internal sealed class Database(TimeProvider time, IChangeLog<TableChange> log) : IJournaledStore<TableChange>
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StreamLog> _streams = new(StringComparer.Ordinal);

    /// <summary>The order in which a transaction locks several tables.</summary>
    public static Comparison<Table> LockOrder { get; } =
        static (x, y) => string.CompareOrdinal(x.Definition.Name, y.Definition.Name);

    public CompletedTransactions Transactions { get; } = new(time);

    public ICollection<Table> Tables => _tables.Values;

    public ICollection<StreamLog> Streams => _streams.Values;

    public bool TryFind(string name, [NotNullWhen(true)] out Table? table) => _tables.TryGetValue(name, out table);

    public bool TryFindStream(string arn, [NotNullWhen(true)] out StreamLog? stream)
    {
        DropOldStreams();
        return _streams.TryGetValue(arn, out stream);
    }

    /// <returns>False where there is a table of that name.</returns>
    public bool TryCreate(TableDefinition definition)
    {
        lock (_lock)
        {
            if (_tables.ContainsKey(definition.Name))
            {
                return false;
            }

            Record(new TableCreated(definition));
            return true;
        }
    }

    /// <param name="change">Makes the next definition from the current one, under the lock of the table.</param>
    /// <returns>False where the table is gone.</returns>
    public bool TryUpdate(Table table, Func<TableDefinition, TableDefinition> change)
    {
        lock (_lock)
        {
            lock (table.Gate)
            {
                if (table.IsDeleted)
                {
                    return false;
                }

                Record(new TableUpdated(change(table.Definition)));
                return true;
            }
        }
    }

    /// <returns>False where there is no table of that name.</returns>
    public bool TryDelete(string name)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(name, out var table))
            {
                return false;
            }

            // Its own lock keeps the deletion from overtaking a write in the log.
            lock (table.Gate)
            {
                Record(new TableDeleted(name));
                return true;
            }
        }
    }

    /// <summary>
    /// Commits changes of items, and the transaction that made them. The caller holds the lock of each table.
    /// </summary>
    public void CommitUnderLocks(ReadOnlySpan<TableChange> changes)
    {
        log.Append(changes);
        foreach (var change in changes)
        {
            if (change is ItemChanged item)
            {
                _tables[item.TableName].ApplyUnderLock(item);
            }
            else
            {
                Transactions.Add((TransactionCompleted)change);
            }
        }
    }

    public void Apply(TableChange change)
    {
        switch (change)
        {
            case TableCreated created:
                Invariant.Check(_tables.TryAdd(created.TableName, new Table(created.Definition, this)));
                break;
            case TableUpdated updated:
                lock (_tables[updated.TableName].Gate)
                {
                    _tables[updated.TableName].UpdateUnderLock(updated.Definition);
                }

                break;
            case TableDeleted deleted:
                Invariant.Check(_tables.TryRemove(deleted.TableName, out var table));
                lock (table.Gate)
                {
                    table.DeleteUnderLock();
                }

                break;
            case DatabaseCleared:
                foreach (var (name, _) in _tables)
                {
                    Apply(new TableDeleted(name));
                }

                _streams.Clear();
                Transactions.Clear();
                break;
            case TransactionCompleted transaction:
                Transactions.Add(transaction);
                break;
            default:
                Restore(change);
                break;
        }
    }

    /// <summary>Every lock at once, for as long as it takes to copy references: about 3 ms for 100,000 items.</summary>
    public StateCapture<TableChange> Capture()
    {
        lock (_lock)
        {
            using var gates = TableGates.Enter(_tables.Values);
            var tables = gates.Tables.Select(t => t.CaptureUnderLock()).ToArray();
            var closed = _streams.Values.Where(s => s.ClosedAt is not null).ToArray();
            var transactions = Transactions.Capture();
            return new StateCapture<TableChange>(
                log.Position,
                // A closed stream changes no more, but it is trimmed: so its records are read when they are written.
                tables.SelectMany(t => t.Changes()).Concat(closed.SelectMany(RestoredFrom)).Concat(transactions));
        }
    }

    /// <summary>A new stream for a table. Its label is the time, so two within a millisecond are told apart.</summary>
    public StreamDefinition NewStream(string tableArn, StreamViewType viewType, ulong startSequenceNumber)
    {
        var at = time.GetUtcNow();
        while (true)
        {
            var stream = StreamDefinition.Create(tableArn, viewType, at, startSequenceNumber);
            if (!_streams.ContainsKey(stream.Arn))
            {
                return stream;
            }

            at += TimeSpan.FromMilliseconds(1);
        }
    }

    public StreamLog OpenStream(StreamDefinition definition, KeySchema key)
    {
        var tableName = definition.Arn.Split('/')[1];
        var stream = new StreamLog(definition, tableName, key, time);
        Invariant.Check(_streams.TryAdd(definition.Arn, stream));
        return stream;
    }

    /// <summary>A closed stream can be read until its last record is trimmed.</summary>
    public void DropOldStreams()
    {
        foreach (var (arn, stream) in _streams)
        {
            if (stream.ClosedAt is { } closedAt && closedAt + StreamLog.Retention < time.GetUtcNow())
            {
                _streams.TryRemove(arn, out _);
            }
        }
    }

    /// <summary>Forgets every table and stream.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            // No write may come between the record and its application.
            using (TableGates.Enter(_tables.Values))
            {
                Record(new DatabaseCleared());
            }
        }
    }

    private static IEnumerable<TableChange> RestoredFrom(StreamLog stream)
    {
        var records = stream.Capture();
        var first = records.Length > 0 ? records[0].SequenceNumber : stream.Next;
        return
        [
            new ClosedStreamRestored(stream.Definition, stream.TableName, stream.Key, stream.ClosedAt!.Value, first),
            .. records.Select(r => new ClosedStreamRecordRestored(stream.Definition.Arn, r)),
        ];
    }

    /// <summary>Changes that only a journal makes. Nothing else runs yet; the locks are a matter of form.</summary>
    private void Restore(TableChange change)
    {
        switch (change)
        {
            case ClosedStreamRestored closed:
                var stream = new StreamLog(closed.Definition, closed.TableName, closed.Key, time);
                stream.RestoreClosed(closed.First, closed.ClosedAt);
                Invariant.Check(_streams.TryAdd(closed.Definition.Arn, stream));
                return;
            case ClosedStreamRecordRestored record:
                _streams[record.StreamArn].Append(record.Record);
                return;
        }

        var table = _tables[change.TableName];
        lock (table.Gate)
        {
            switch (change)
            {
                case ItemChanged item:
                    table.RestoreUnderLock(item);
                    break;
                case ItemRestored restored:
                    table.RestoreUnderLock(restored.Item);
                    break;
                case TableRestored restored:
                    table.RestoreUnderLock(restored.LastSequenceNumber);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private void Record(TableChange change)
    {
        log.Append([change]);
        Apply(change);
    }
}
