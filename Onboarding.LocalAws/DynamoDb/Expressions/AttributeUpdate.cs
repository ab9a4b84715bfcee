using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The actions of AttributeUpdates, in the order in which AWS lists them.</summary>
internal enum AttributeAction : byte
{
    ADD,
    DELETE,
    PUT,
}

/// <summary>
/// An update of the legacy kind: one attribute, one action, its value. It becomes a clause of the tree that a parsed
/// UpdateExpression has, so that one evaluator serves both.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
/// </summary>
internal sealed record AttributeUpdate(string Name, AttributeAction Action, AttributeValue? Value)
{
    /// <returns>Null where there are none.</returns>
    public static UpdatePlan? Plan(List<AttributeUpdate> updates) => updates.Count == 0 ? null : new UpdatePlan(
        new UpdateSyntax([.. updates.Select(u => u.ToClause())]),
        Substitution.WithoutPlaceholders(ExpressionKind.AttributeUpdates));

    /// <summary>This update, whose value fits its action.</summary>
    public AttributeUpdate Checked() => (Action, Value?.Type) switch
    {
        (not AttributeAction.DELETE, null) => throw LegacyErrors.ValueRequired(),
        (AttributeAction.DELETE, { } type) when !IsSet(type) =>
            throw LegacyErrors.ActionType("DELETE action with value", type),

        // AWS adds to lists too, against its documentation: recorded by the tests of dynalite.
        (AttributeAction.ADD, { } type) when !IsSet(type) && type is not (AttributeType.N or AttributeType.L) =>
            throw LegacyErrors.ActionType("ADD action", type),
        _ => this,
    };

    private UpdateClause ToClause()
    {
        var operand = Value is null ? null : new LiteralOperand(Value);
        var action = Action switch
        {
            AttributeAction.PUT => UpdateAction.SET,
            AttributeAction.ADD => UpdateAction.ADD,
            AttributeAction.DELETE => operand is null ? UpdateAction.REMOVE : UpdateAction.DELETE,
            _ => throw new UnreachableException(),
        };
        return new UpdateClause(action, DocumentPath.OfAttribute(Name), operand);
    }

    private static bool IsSet(AttributeType type) => type is AttributeType.SS or AttributeType.NS or AttributeType.BS;
}
