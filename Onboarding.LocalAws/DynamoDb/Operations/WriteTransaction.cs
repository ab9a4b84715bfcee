using System.Runtime.InteropServices;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The actions of one TransactWriteItems, each with its table. Under the locks of all of them every action is decided;
/// unless one of them cannot be, all are applied, and the log has them as one commit.
/// </summary>
internal sealed class WriteTransaction(DynamoDbContext context, List<TransactionAction> actions)
{
    private readonly List<BoundAction> _actions = actions.ConvertAll(
        a => new BoundAction(context.RequireTable(a.TableName!), a.Compile(context.Expressions)));

    /// <param name="token">The request's token, which is kept with what it has done; null for none.</param>
    /// <param name="fingerprint">Of the request.</param>
    /// <exception cref="AwsException">The transaction is cancelled.</exception>
    public void Commit(string? token, ulong fingerprint)
    {
        using (TransactionLocks.Take(_actions.Select(a => a.Table)))
        {
            DecideUnderLocks();
            ApplyUnderLocks(token, fingerprint);
        }
    }

    /// <summary>A transaction that had succeeded before costs what reading its items costs.</summary>
    /// <param name="isFirst">False where an earlier request with this token has succeeded.</param>
    public void WriteCapacity(bool isFirst, Utf8JsonWriter response, ReturnConsumedCapacity detail)
    {
        response.WriteStartArray("ConsumedCapacity"u8);
        foreach (var ofTable in _actions.GroupBy(a => a.Table))
        {
            var capacity = new ConsumedCapacity(ofTable.Key.Definition.Name, isTransaction: true);
            foreach (var bound in ofTable)
            {
                if (isFirst)
                {
                    capacity.AddWrite(bound.Old, bound.New, bound.Definition!);
                }
                else
                {
                    var sizeBytes = Find(bound)?.SizeBytes ?? 0;
                    capacity.AddRead(ConsumedCapacity.ReadUnits(sizeBytes, isConsistent: true, isTransaction: true));
                }
            }

            capacity.Write(response, detail);
        }

        response.WriteEndArray();
    }

    private void DecideUnderLocks()
    {
        var reasons = new CancellationReasons(_actions.Count);
        var items = new TransactionItems();
        for (var i = 0; i < _actions.Count; i++)
        {
            var bound = _actions[i];
            if (TryBind(bound, i, reasons))
            {
                items.Add(bound.Table, bound.Position);
                Decide(bound, i, reasons);
            }
        }

        reasons.ThrowIfCanceled();
    }

    /// <summary>A fault of one action cancels the transaction; the others are still looked at.</summary>
    private static bool TryBind(BoundAction bound, int index, CancellationReasons reasons)
    {
        try
        {
            bound.Definition = bound.Table.Definition;
            bound.Position = bound.Action.Bind(bound.Definition);
            return true;
        }
        catch (AwsException fault)
        {
            reasons.Invalid(index, fault);
            return false;
        }
    }

    private static void Decide(BoundAction bound, int index, CancellationReasons reasons)
    {
        bound.Old = bound.Table.FindUnderLock(bound.Position);
        if (!bound.Action.Allows(bound.Old))
        {
            reasons.ConditionFailed(index, bound.Action.Shown(bound.Old));
            return;
        }

        try
        {
            bound.New = bound.Action.Next(bound.Old, bound.Definition!);
        }
        catch (AwsException fault)
        {
            reasons.Invalid(index, fault);
        }
    }

    private void ApplyUnderLocks(string? token, ulong fingerprint)
    {
        var now = context.Time.GetUtcNow();
        var changes = new List<TableChange>(_actions.Count);
        var numbers = new Dictionary<Table, ulong>();
        foreach (var bound in _actions)
        {
            var offset = numbers.GetValueOrDefault(bound.Table);
            if (bound.Table.ChangeUnderLock(bound.Old, bound.New, now, ChangeOrigin.Caller, offset) is { } change)
            {
                changes.Add(change);
                numbers[bound.Table] = offset + 1;
            }
        }

        if (token is not null)
        {
            changes.Add(new TransactionCompleted(token, fingerprint, now));
        }

        context.Database.CommitUnderLocks(CollectionsMarshal.AsSpan(changes));
    }

    private static Item? Find(BoundAction bound)
    {
        lock (bound.Table.Gate)
        {
            return bound.Table.FindUnderLock(bound.Action.Bind(bound.Table.Definition));
        }
    }

    private sealed class BoundAction(Table table, WriteAction action)
    {
        public Table Table { get; } = table;

        public WriteAction Action { get; } = action;

        public TableDefinition? Definition { get; set; }

        public KeyPosition Position { get; set; }

        public Item? Old { get; set; }

        public Item? New { get; set; }
    }
}
