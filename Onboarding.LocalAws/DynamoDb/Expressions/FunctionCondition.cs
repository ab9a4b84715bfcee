using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A function as a condition of its own: attribute_exists, begins_with and their kin.</summary>
internal sealed class FunctionCondition(FunctionCall call) : ConditionNode
{
    public FunctionCall Call => call;

    public override int OperatorCount => CountOf(call);

    public override void Check(ExpressionKind kind) => call.Check(kind, FunctionPlace.Condition);

    public override void Bind(Substitution substitution) => call.Bind(substitution);

    public override bool Evaluate(Item item, Substitution substitution)
    {
        var first = call.Operands[0].Evaluate(item, substitution);
        var second = call.Operands.Length > 1 ? call.Operands[1].Evaluate(item, substitution) : null;
        return call.Function switch
        {
            Function.AttributeExists => first is not null,
            Function.AttributeNotExists => first is null,
            Function.AttributeType => first is not null && second is StringValue { Text: var type } &&
                first.Type.ToString() == type,
            Function.BeginsWith => Functions.BeginsWith(first, second),
            Function.Contains => Functions.Contains(first, second),
            _ => false,
        };
    }

    public override void VisitPaths(Action<DocumentPath> visit) => VisitPaths(call, visit);
}
