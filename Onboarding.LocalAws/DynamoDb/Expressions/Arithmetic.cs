using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The sum or difference of a SET clause: <c>a + :v</c>.</summary>
internal sealed class Arithmetic(Operand left, bool isMinus, Operand right) : Operand
{
    public override void Check(ExpressionKind kind)
    {
        left.Check(kind);
        right.Check(kind);
    }

    public override AttributeType? Bind(Substitution substitution)
    {
        var leftType = left.Bind(substitution);
        var rightType = right.Bind(substitution);
        Require(leftType, substitution.Kind);
        Require(rightType, substitution.Kind);
        return AttributeType.N;
    }

    public override AttributeValue Evaluate(Item item, Substitution substitution)
    {
        var x = left.Evaluate(item, substitution) ?? throw UpdateErrors.AttributeMissing();
        var y = right.Evaluate(item, substitution) ?? throw UpdateErrors.AttributeMissing();
        if (x is not NumberValue { Number: var augend } || y is not NumberValue { Number: var addend })
        {
            throw UpdateErrors.OperandType();
        }

        var fault = isMinus
            ? DynamoDbNumber.TrySubtract(augend, addend, out var result)
            : DynamoDbNumber.TryAdd(augend, addend, out result);
        return fault == NumberFault.None ? new NumberValue(result) : throw DynamoDbErrors.Number(fault);
    }

    private void Require(AttributeType? type, ExpressionKind kind)
    {
        if (type is { } known && known != AttributeType.N)
        {
            throw ExpressionErrors.OperandType(kind, isMinus ? "-" : "+", known.ToString());
        }
    }
}
