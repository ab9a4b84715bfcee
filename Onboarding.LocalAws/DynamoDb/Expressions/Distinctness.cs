namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>AWS rejects a path compared with itself, as in <c>a = a</c>; values may repeat.</summary>
internal static class Distinctness
{
    public static void Require(string op, Operand first, ReadOnlySpan<Operand> others, Substitution substitution)
    {
        if (first is not PathOperand { Path: var path })
        {
            return;
        }

        foreach (var other in others)
        {
            if (other is PathOperand { Path: var same } && path.SameAs(same, substitution))
            {
                throw ExpressionErrors.NotDistinct(substitution.Kind, op, path.Describe(substitution));
            }
        }
    }
}
