using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>An UpdateExpression with its names and values in place. Immutable.</summary>
internal sealed class UpdatePlan
{
    /// <summary>
    /// The paths that the update touches. ReturnValues UPDATED_OLD is this projection of the old item,
    /// UPDATED_NEW of the new one.
    /// </summary>
    public Projection UpdatedPaths => throw new NotImplementedException();

    /// <summary>The new item. Operands see <paramref name="current"/>, whatever the order of the clauses.</summary>
    /// <param name="current">The stored item, or null where there is none.</param>
    /// <param name="key">The key attributes, which a new item starts from.</param>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">An operand or path does not fit the item.</exception>
    public Item Apply(Item? current, Item key) => throw new NotImplementedException();

    /// <summary>An update must not touch the table's own key.</summary>
    public void RejectKeyAttributes(KeyAttribute hash, KeyAttribute? range) => throw new NotImplementedException();
}
