using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// A request's change of one item, before its table is known: the same in PutItem, BatchWriteItem and
/// TransactWriteItems.
/// </summary>
internal abstract class WriteAction : IItemWrite
{
    public Condition? Condition { get; init; }

    public ReturnValuesOnConditionCheckFailure OnConditionCheckFailure { get; init; }

    /// <inheritdoc/>
    /// <exception cref="AwsException">The action does not fit the table.</exception>
    public abstract KeyPosition Bind(TableDefinition table);

    /// <inheritdoc/>
    /// <exception cref="AwsException">The action does not fit the item.</exception>
    public abstract Item? Next(Item? current, TableDefinition table);

    public bool Allows(Item? current) => Condition is null || Condition.Evaluate(current ?? Item.Empty);

    /// <summary>The item that a failed condition shows the caller.</summary>
    public Item? Shown(Item? current) =>
        OnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD ? current : null;
}

internal sealed class PutAction(Item item) : WriteAction
{
    public override KeyPosition Bind(TableDefinition table) => KeyValidation.PositionOfItem(item, table);

    public override Item Next(Item? current, TableDefinition table) => item;
}

internal sealed class DeleteAction(Item key) : WriteAction
{
    public override KeyPosition Bind(TableDefinition table) => KeyValidation.PositionOfKey(key, table.Key);

    public override Item? Next(Item? current, TableDefinition table) => null;
}

/// <summary>A transaction's check: a condition on an item that stays as it is.</summary>
internal sealed class CheckAction(Item key) : WriteAction
{
    public override KeyPosition Bind(TableDefinition table) => KeyValidation.PositionOfKey(key, table.Key);

    public override Item? Next(Item? current, TableDefinition table) => current;
}

/// <param name="plan">Null where the request has no expression: then the item is only made sure to exist.</param>
internal sealed class UpdateAction(Item key, UpdatePlan? plan) : WriteAction
{
    public override KeyPosition Bind(TableDefinition table)
    {
        var position = KeyValidation.PositionOfKey(key, table.Key);
        plan?.RejectKeyAttributes(table.Key.Hash, table.Key.Range);
        return position;
    }

    /// <summary>
    /// An update that only removes does not create the item: recorded from AWS by the tests of Scylla's Alternator
    /// (test_item.py, test_update_item_non_existent), for expressions and AttributeUpdates alike.
    /// </summary>
    public override Item? Next(Item? current, TableDefinition table)
    {
        if (current is null && plan is { OnlyRemoves: true })
        {
            return null;
        }

        var next = plan is null ? current ?? key : plan.Apply(current, key);
        if (next.SizeBytes > ItemSize.BytesMax)
        {
            throw DynamoDbErrors.Validation("Item size to update has exceeded the maximum allowed size");
        }

        KeyValidation.CheckIndexKeys(next, table, isUpdate: true);
        return next;
    }
}
