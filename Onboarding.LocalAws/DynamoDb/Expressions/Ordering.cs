using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>What the ordering operators share: only S, N and B have an order, each within its type.</summary>
internal static class Ordering
{
    public static void RequireOrdered(string op, AttributeType? type, Substitution substitution)
    {
        if (type is { } known && !KeyOrder.IsOrdered(known))
        {
            throw ExpressionErrors.OperandType(substitution.Kind, op, known.ToString());
        }
    }

    /// <summary>The order of two values, or null where they have none.</summary>
    public static int? Compare(AttributeValue? x, AttributeValue? y) =>
        x is not null && y is not null && x.Type == y.Type && KeyOrder.IsOrdered(x.Type)
            ? KeyOrder.Instance.Compare(x, y)
            : null;
}
