using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A ProjectionExpression with its names in place. Immutable.</summary>
internal sealed class Projection
{
    /// <summary>The parts of the item that the paths name, nested as they are in the item.</summary>
    public Item Apply(Item item) => throw new NotImplementedException();
}
