using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// Every table of the account, and the streams that outlive theirs. Tables come and go under a lock of their own,
/// which is taken before any table's.
/// </summary>
internal sealed class Database(RunningTime time, IChangeLog<TableChange> log) : IJournaledStore<TableChange>
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    /// <summary>The order in which a transaction locks several tables.</summary>
    public static Comparison<Table> LockOrder { get; } =
        static (x, y) => string.CompareOrdinal(x.Definition.Name, y.Definition.Name);

    public CompletedTransactions Transactions { get; } = new(time);

    public ICollection<Table> Tables => _tables.Values;

    public Streams Streams { get; } = new(time);

    public bool TryFind(string name, [NotNullWhen(true)] out Table? table) => _tables.TryGetValue(name, out table);

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

                Streams.Clear();
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
            var closed = Streams.CaptureClosed();
            var transactions = Transactions.Capture();
            return new StateCapture<TableChange>(
                log.Position,
                tables.SelectMany(t => t.Changes()).Concat(closed).Concat(transactions));
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

    /// <summary>Changes that only a journal makes. Nothing else runs yet; the locks are a matter of form.</summary>
    private void Restore(TableChange change)
    {
        switch (change)
        {
            case ClosedStreamRestored closed:
                Streams.Restore(closed);
                return;
            case ClosedStreamRecordRestored record:
                Streams.Restore(record);
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
