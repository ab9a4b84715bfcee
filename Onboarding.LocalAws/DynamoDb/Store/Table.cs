using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// One table: its items, indexes, expiries and stream, changed together under one lock, which no other type sees. The
/// lock is held to decide and to apply, never over I/O.
/// </summary>
internal sealed class Table
{
    private readonly Lock _lock = new();
    private readonly TableItems _items;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private ulong _lastSequenceNumber;

    public Table(TableDefinition definition, Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _items = new TableItems(definition.Key);
        Definition = definition;
        Update(definition);
    }

    /// <summary>Replaced as a whole, so it may be read without the lock.</summary>
    public TableDefinition Definition { get; private set; }

    public StreamLog? Stream { get; private set; }

    /// <summary>
    /// The number that the next change of an item gets. It stays so only while the lock is held, as it is while
    /// <see cref="Database.TryUpdate"/> makes the next definition.
    /// </summary>
    public ulong NextSequenceNumber => _lastSequenceNumber + 1;

    /// <summary>True once the table is deleted: a write that waited for the lock must not be applied.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>
    /// Runs with the locks of all the tables held. They are taken in the order of the tables' names, so that two
    /// callers cannot wait for each other. A lock that the caller holds already is taken again at no cost.
    /// </summary>
    public static T WhileLocked<T>(IEnumerable<Table> tables, Func<IReadOnlyList<Table>, T> run)
    {
        var ordered = tables.Distinct().ToList();
        ordered.Sort(static (x, y) => string.CompareOrdinal(x.Definition.Name, y.Definition.Name));
        ordered.ForEach(table => table._lock.Enter());
        try
        {
            return run(ordered);
        }
        finally
        {
            ordered.ForEach(table => table._lock.Exit());
        }
    }

    /// <returns>False where the table is deleted.</returns>
    public bool TryFind(in KeyPosition position, out Item? item)
    {
        lock (_lock)
        {
            item = IsDeleted ? null : _items.Find(position);
            return !IsDeleted;
        }
    }

    /// <returns>Null where the table or the index is deleted.</returns>
    public ItemPage? ReadPage(in PageQuery query)
    {
        lock (_lock)
        {
            if (IsDeleted || _items.TreeOf(query.IndexName) is not { } tree)
            {
                return null;
            }

            var page = ItemPage.ReadUnderLock(tree, query);
            return query.WithTableItems
                ? page with { TableItems = page.Items.ConvertAll(entry => _items.FindSame(entry)!) }
                : page;
        }
    }

    /// <summary>Decides one write and applies it.</summary>
    public WriteOutcome Write(IItemWrite write)
    {
        lock (_lock)
        {
            var definition = Definition;
            if (IsDeleted)
            {
                return new WriteOutcome(WriteStatus.TableDeleted, definition, null, null);
            }

            var old = _items.Find(write.Bind(definition));
            if (!write.Allows(old))
            {
                return new WriteOutcome(WriteStatus.ConditionFailed, definition, old, null);
            }

            var next = write.Next(old, definition);
            if (ChangeUnderLock(old, next, _time.GetUtcNow(), ChangeOrigin.Caller) is { } change)
            {
                _database.CommitUnderLocks([change]);
            }

            return new WriteOutcome(WriteStatus.Written, definition, old, next);
        }
    }

    /// <summary>Deletes expired items; the stream's records name DynamoDB as the author.</summary>
    /// <param name="countMax">How many at the most under this one hold of the lock.</param>
    /// <returns>How many were deleted.</returns>
    public int DeleteExpired(int countMax)
    {
        lock (_lock)
        {
            for (var count = 0; count < countMax; count++)
            {
                var now = _time.GetUtcNow();
                if (IsDeleted || _items.FindExpired(now) is not { } expired)
                {
                    return count;
                }

                _database.CommitUnderLocks([ChangeUnderLock(expired, null, now, ChangeOrigin.TimeToLive)!]);
            }

            return countMax;
        }
    }

    public TableSnapshot Describe()
    {
        lock (_lock)
        {
            return new TableSnapshot(
                Definition,
                _items.Count,
                _items.SizeBytes,
                [.. _items.Indexes.Select(i => new IndexSnapshot(i.Definition, i.Entries.Count, i.SizeBytes))]);
        }
    }

    /// <summary>The change that turns the one item into the other, or null where they are equal.</summary>
    /// <param name="ahead">How many changes of the same commit are to be applied before this one.</param>
    public ItemChanged? ChangeUnderLock(
        Item? old, Item? next, DateTimeOffset at, ChangeOrigin origin, ulong ahead = 0)
    {
        var isSame = old is null ? next is null : old.Equals(next);
        return isSame
            ? null
            : new ItemChanged(Definition.Name, NextSequenceNumber + ahead, at, origin, old, next)
            {
                Writer = Stream is null ? null : SpanOrigin.Current,
            };
    }

    public void ApplyUnderLock(ItemChanged change)
    {
        Invariant.Check(!IsDeleted);
        Invariant.Check(change.SequenceNumber == NextSequenceNumber);
        _lastSequenceNumber = change.SequenceNumber;
        _items.Replace(change.Old, change.New);
        Stream?.Append(change);
    }

    /// <summary>Copies references only.</summary>
    public TableCapture CaptureUnderLock() =>
        new(Definition, _lastSequenceNumber, _items.ToArray(), Stream?.Capture() ?? []);

    /// <summary>Takes a new definition: builds and drops indexes, opens and closes streams, reads expiries.</summary>
    public void Update(TableDefinition next)
    {
        lock (_lock)
        {
            Definition = next;
            _items.Update(next);
            var stream = next.Stream is { IsEnabled: true } enabled ? enabled : null;
            if (Stream is not null && Stream.Definition.Arn != stream?.Arn)
            {
                Stream.Close();
                Stream = null;
            }

            if (stream is not null)
            {
                Stream ??= _database.Streams.Open(stream, next.Key);
            }
        }
    }

    public void Delete()
    {
        lock (_lock)
        {
            IsDeleted = true;
            Stream?.Close();
            Stream = null;
        }
    }

    /// <summary>Applies a change that only a journal makes, or one as only a journal has it.</summary>
    public void Restore(TableChange change)
    {
        lock (_lock)
        {
            switch (change)
            {
                case ItemChanged item:
                    // A journal keeps no old images: the old item is the one that is there.
                    ApplyUnderLock(item with { Old = _items.FindSame(item.New ?? item.Old!) });
                    break;
                case ItemRestored restored:
                    // It was there before the oldest record of the stream, and makes none.
                    _items.Replace(null, restored.Item);
                    break;
                case TableRestored restored:
                    _lastSequenceNumber = restored.LastSequenceNumber;
                    Stream?.Restore(NextSequenceNumber);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }
}
