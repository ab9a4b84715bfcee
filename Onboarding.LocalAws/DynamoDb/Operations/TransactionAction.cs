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

    /// <summary>An entry whose opening brace is read already.</summary>
    public static TransactionAction ReadHere(ref RequestReader reader)
    {
        var action = new TransactionAction();
        while (reader.NextMember())
        {
            if (reader.Is("ConditionCheck"u8))
            {
                action.Read(ref reader, TransactionActionKind.ConditionCheck);
            }
            else if (reader.Is("Put"u8))
            {
                action.Read(ref reader, TransactionActionKind.Put);
            }
            else if (reader.Is("Delete"u8))
            {
                action.Read(ref reader, TransactionActionKind.Delete);
            }
            else if (reader.Is("Update"u8))
            {
                action.Read(ref reader, TransactionActionKind.Update);
            }
            else
            {
                reader.Skip();
            }
        }

        return action;
    }

    /// <param name="path">Of the action, for example <c>transactItems.1.member.put</c>.</param>
    public void CheckConstraints(string path, ref ConstraintFaults faults)
    {
        faults.Required(Item, $"{path}.{(Kind == TransactionActionKind.Put ? "item" : "key")}");
        faults.Name(TableName is null ? null : TableNames.Strip(TableName), $"{path}.tableName");
        if (Kind == TransactionActionKind.ConditionCheck)
        {
            faults.Required(Condition, $"{path}.conditionExpression");
        }

        if (Kind == TransactionActionKind.Update)
        {
            faults.Required(Update, $"{path}.updateExpression");
        }

        SharedMembers.OnConditionCheckFailure(
            OnConditionCheckFailure, $"{path}.returnValuesOnConditionCheckFailure", ref faults);
    }

    public WriteAction Compile(ExpressionCompiler expressions)
    {
        var arguments = new ExpressionArguments(Names, Values);
        arguments.RequireExpression(Condition is not null || Update is not null, "ConditionExpression is null");
        var plan = Update is { } update && Kind == TransactionActionKind.Update
            ? expressions.Update(update, arguments)
            : null;
        var condition = Condition is { } text ? expressions.Condition(text, arguments) : null;
        arguments.RejectUnused();
        var onFailure = OnConditionCheckFailure == "ALL_OLD"
            ? ReturnValuesOnConditionCheckFailure.ALL_OLD
            : ReturnValuesOnConditionCheckFailure.NONE;
        return Kind switch
        {
            TransactionActionKind.Put =>
                new PutAction(Item!) { Condition = condition, OnConditionCheckFailure = onFailure },
            TransactionActionKind.Delete =>
                new DeleteAction(Item!) { Condition = condition, OnConditionCheckFailure = onFailure },
            TransactionActionKind.ConditionCheck =>
                new CheckAction(Item!) { Condition = condition, OnConditionCheckFailure = onFailure },
            TransactionActionKind.Update =>
                new UpdateAction(Item!, plan) { Condition = condition, OnConditionCheckFailure = onFailure },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private void Read(ref RequestReader reader, TransactionActionKind kind)
    {
        if (!reader.EnterObject($"com.amazonaws.dynamodb.v20120810.{kind}"))
        {
            return;
        }

        (Kind, Count) = (kind, Count + 1);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                TableName = reader.ReadString();
            }
            else if (reader.Is(kind == TransactionActionKind.Put ? "Item"u8 : "Key"u8))
            {
                Item = reader.ReadItem();
            }
            else if (reader.Is("ConditionExpression"u8))
            {
                Condition = reader.ReadString();
            }
            else if (reader.Is("UpdateExpression"u8))
            {
                Update = reader.ReadString();
            }
            else if (reader.Is("ExpressionAttributeNames"u8))
            {
                Names = reader.ReadNames();
            }
            else if (reader.Is("ExpressionAttributeValues"u8))
            {
                Values = reader.ReadValues();
            }
            else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
            {
                OnConditionCheckFailure = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
