using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal enum TransactionActionKind
{
    ConditionCheck,
    Put,
    Delete,
    Update,
}

/// <summary>One action of a TransactWriteItems as it was read.</summary>
internal sealed class TransactionAction
{
    private ReturnValuesOnConditionCheckFailure _onFailure;

    /// <summary>An entry of TransactItems.</summary>
    public static readonly MemberTable<TransactionAction> Table = new(
        RowOf(TransactionActionKind.ConditionCheck),
        RowOf(TransactionActionKind.Put),
        RowOf(TransactionActionKind.Delete),
        RowOf(TransactionActionKind.Update));

    public TransactionActionKind Kind { get; private set; }

    /// <summary>How many actions the entry named: it must be one.</summary>
    public int Count { get; private set; }

    public string? TableName { get; private set; }

    /// <summary>The item of a Put, the key of everything else.</summary>
    public Item? Item { get; private set; }

    private string? Condition { get; set; }

    private string? Update { get; set; }

    private string? OnConditionCheckFailure { get; set; }

    private Dictionary<string, string>? Names { get; set; }

    private Dictionary<string, AttributeValue>? Values { get; set; }

    public WriteAction Compile(ExpressionCompiler expressions)
    {
        var arguments = new ExpressionArguments(Names, Values);
        arguments.RequireExpression(Condition is not null || Update is not null, "ConditionExpression is null");
        var plan = Update is { } update && Kind == TransactionActionKind.Update
            ? expressions.Update(update, arguments)
            : null;
        var condition = Condition is { } text ? expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        return Kind switch
        {
            TransactionActionKind.Put =>
                new PutAction(Item!) { Condition = condition, OnConditionCheckFailure = _onFailure },
            TransactionActionKind.Delete =>
                new DeleteAction(Item!) { Condition = condition, OnConditionCheckFailure = _onFailure },
            TransactionActionKind.ConditionCheck =>
                new CheckAction(Item!) { Condition = condition, OnConditionCheckFailure = _onFailure },
            TransactionActionKind.Update =>
                new UpdateAction(Item!, plan) { Condition = condition, OnConditionCheckFailure = _onFailure },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>An entry must name one action, so only then do the constraints of the action count.</summary>
    private static Member<TransactionAction> RowOf(TransactionActionKind kind)
    {
        var name = kind.ToString();
        var modelName = char.ToLowerInvariant(name[0]) + name[1..];
        var table = TableOf(kind);
        return new(
            name,
            (ref reader, ref it) =>
            {
                if (table.TryReadObject(ref reader, ref it))
                {
                    (it.Kind, it.Count) = (kind, it.Count + 1);
                }
            },
            (ref it, ref faults) =>
            {
                if (it.Count == 1 && it.Kind == kind)
                {
                    table.CheckObject(it, modelName, ref faults);
                }
            });
    }

    private static MemberTable<TransactionAction> TableOf(TransactionActionKind kind) => new(
        new(
            kind == TransactionActionKind.Put ? "Item" : "Key",
            static (ref reader, ref it) => it.Item = reader.ReadItem(),
            static (ref it, ref faults) =>
                faults.Required(it.Item, it.Kind == TransactionActionKind.Put ? "item" : "key")),
        new(
            "TableName",
            static (ref reader, ref it) => it.TableName = reader.ReadString(),
            static (ref it, ref faults) => TableNames.Check(it.TableName, ref faults)),
        new(
            "ConditionExpression",
            static (ref reader, ref it) => it.Condition = reader.ReadString(),
            kind != TransactionActionKind.ConditionCheck
                ? null
                : static (ref it, ref faults) => faults.Required(it.Condition, "conditionExpression")),
        new(
            "UpdateExpression",
            static (ref reader, ref it) => it.Update = reader.ReadString(),
            kind != TransactionActionKind.Update
                ? null
                : static (ref it, ref faults) => faults.Required(it.Update, "updateExpression")),
        new(
            "ReturnValuesOnConditionCheckFailure",
            static (ref reader, ref it) => it.OnConditionCheckFailure = reader.ReadString(),
            static (ref it, ref faults) => it._onFailure = SharedMembers.OnConditionCheckFailure(
                it.OnConditionCheckFailure, ref faults)),
        new("ExpressionAttributeNames", static (ref reader, ref it) => it.Names = reader.ReadNames()),
        new("ExpressionAttributeValues", static (ref reader, ref it) => it.Values = reader.ReadValues()))
    {
        Shape = kind.ToString(),
    };
}
