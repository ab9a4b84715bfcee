using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A ConditionExpression or FilterExpression with its names and values in place. Immutable.</summary>
internal sealed class Condition
{
    /// <summary>Evaluates against an item; an absent item is <see cref="Item.Empty"/>.</summary>
    public bool Evaluate(Item item) => throw new NotImplementedException();

    /// <summary>AWS lets the filter of a Query not touch the keys of the table or index that it reads.</summary>
    public void RejectKeyAttributes(KeyAttribute hash, KeyAttribute? range) => throw new NotImplementedException();
}
