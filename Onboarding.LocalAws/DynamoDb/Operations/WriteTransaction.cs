using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The actions of one TransactWriteItems, each with its table. All are decided at one moment; unless one of them cannot
/// be, all are applied.
/// </summary>
internal sealed class WriteTransaction(DynamoDbContext context, List<TransactionAction> actions)
{
    private readonly List<BoundAction> _actions = actions.ConvertAll(
        a => new BoundAction(context.RequireTable(a.TableName!), a.Compile(context.Expressions)));

    /// <param name="token">Is kept with what the request has done; null for none.</param>
    /// <exception cref="AwsException">The transaction is cancelled.</exception>
    public void Commit(ClientToken? token)
    {
        if (!context.Database.TryTransact(_actions.Select(a => a.Table), Decide, token))
        {
            throw DynamoDbErrors.ResourceNotFound();
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
                    bound.Position = bound.Action.Bind(bound.Table.Definition);
                    var sizeBytes = bound.Find()?.SizeBytes ?? 0;
                    capacity.AddRead(ConsumedCapacity.ReadUnits(sizeBytes, isConsistent: true, isTransaction: true));
                }
            }

            capacity.Write(response, detail);
        }

        response.WriteEndArray();
    }

    private IEnumerable<DecidedWrite> Decide()
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
        return _actions.Select(a => new DecidedWrite(a.Table, a.Old, a.New));
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
        bound.Find();
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

    private sealed class BoundAction(Table table, WriteAction action)
    {
        public Table Table { get; } = table;

        public WriteAction Action { get; } = action;

        public TableDefinition? Definition { get; set; }

        public KeyPosition Position { get; set; }

        public Item? Old { get; set; }

        public Item? New { get; set; }

        /// <summary>Looks the item up: it is null where the table is deleted, too.</summary>
        public Item? Find()
        {
            Table.TryFind(Position, out var item);
            return Old = item;
        }
    }
}
