using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// Every table of the account, and the streams that outlive theirs. Tables come and go under a lock of their own,
/// which is taken before any table's.
/// </summary>
internal sealed class Database(TimeProvider time, IChangeLog log)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StreamLog> _streams = new(StringComparer.Ordinal);

    /// <summary>The order in which a transaction locks several tables.</summary>
    public static Comparison<Table> LockOrder { get; } =
        static (x, y) => string.CompareOrdinal(x.Definition.Name, y.Definition.Name);

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

    /// <summary>Commits changes of items. The caller holds the lock of each of their tables.</summary>
    public void CommitUnderLocks(ReadOnlySpan<TableChange> changes)
    {
        log.Append(changes);
        foreach (var change in changes)
        {
            var item = (ItemChanged)change;
            _tables[item.TableName].ApplyUnderLock(item);
        }
    }

    /// <summary>Applies a change without recording it: how a journal restores the state.</summary>
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
            case ItemChanged item:
                lock (_tables[item.TableName].Gate)
                {
                    _tables[item.TableName].ApplyUnderLock(item);
                }

                break;
            default:
                throw new UnreachableException();
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
            foreach (var name in _tables.Keys)
            {
                TryDelete(name);
            }

            _streams.Clear();
        }
    }

    private void Record(TableChange change)
    {
        log.Append([change]);
        Apply(change);
    }
}
