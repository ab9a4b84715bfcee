using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

internal enum UpdateAction : byte
{
    SET,
    REMOVE,
    ADD,
    DELETE,
}

/// <summary>One clause of an update: what happens at a path.</summary>
/// <param name="Action">The section that the clause stands in.</param>
/// <param name="Operand">The new value, the addend or the members to delete; null for REMOVE.</param>
internal sealed record UpdateClause(UpdateAction Action, DocumentPath Path, Operand? Operand)
{
    public void Check(ExpressionKind kind)
    {
        Path.Check(kind);
        if (Operand is FunctionCall call)
        {
            call.Check(kind, FunctionPlace.Assignment);
        }
        else
        {
            Operand?.Check(kind);
        }
    }

    public void Bind(Substitution substitution)
    {
        Path.Bind(substitution);
        var type = Operand?.Bind(substitution);
        var fits = Action switch
        {
            UpdateAction.ADD => type is AttributeType.N || IsSet(type),
            UpdateAction.DELETE => IsSet(type),
            _ => true,
        };
        if (!fits)
        {
            throw ExpressionErrors.ActionOperandType(Action.ToString(), LongName(type!.Value));
        }
    }

    /// <summary>The value at the path after the clause, or null for none.</summary>
    /// <param name="current">The value at the path before, or null.</param>
    /// <param name="operand">The operand's value.</param>
    /// <param name="kind">The parameter that the clause comes from.</param>
    public AttributeValue? Apply(AttributeValue? current, AttributeValue? operand, ExpressionKind kind) => Action switch
    {
        UpdateAction.SET => operand,
        UpdateAction.REMOVE => null,
        UpdateAction.ADD => current is null ? operand : Add(current, operand!, kind),
        UpdateAction.DELETE => current is null ? null : Delete(current, operand!, kind),
        _ => throw new UnreachableException(),
    };

    private static AttributeValue Add(AttributeValue current, AttributeValue operand, ExpressionKind kind)
    {
        switch (current, operand)
        {
            case (NumberValue x, NumberValue y):
                var fault = DynamoDbNumber.TryAdd(x.Number, y.Number, out var sum);
                return fault == NumberFault.None ? new NumberValue(sum) : throw DynamoDbErrors.Number(fault);
            case (StringSetValue x, StringSetValue y):
                return new StringSetValue(SortedSets.Union(x.Members, y.Members, SortedSets.ByteOrder));
            case (BinarySetValue x, BinarySetValue y):
                return new BinarySetValue(SortedSets.Union(x.Members, y.Members, SortedSets.ByteOrder));
            case (NumberSetValue x, NumberSetValue y):
                return new NumberSetValue(SortedSets.Union(x.Members, y.Members, Comparer<DynamoDbNumber>.Default));

            // Of AttributeUpdates alone: an expression's ADD is refused a list when it is bound.
            case (ListValue x, ListValue y):
                return new ListValue([.. x.Elements, .. y.Elements]);
            default:
                throw UpdateErrors.OperandType(kind);
        }
    }

    /// <summary>A set that loses its last member is gone: AWS has no empty sets.</summary>
    private static AttributeValue? Delete(AttributeValue current, AttributeValue operand, ExpressionKind kind)
    {
        switch (current, operand)
        {
            case (StringSetValue x, StringSetValue y):
                var strings = SortedSets.Except(x.Members, y.Members, SortedSets.ByteOrder);
                return strings.Length > 0 ? new StringSetValue(strings) : null;
            case (BinarySetValue x, BinarySetValue y):
                var binaries = SortedSets.Except(x.Members, y.Members, SortedSets.ByteOrder);
                return binaries.Length > 0 ? new BinarySetValue(binaries) : null;
            case (NumberSetValue x, NumberSetValue y):
                var numbers = SortedSets.Except(x.Members, y.Members, Comparer<DynamoDbNumber>.Default);
                return numbers.Length > 0 ? new NumberSetValue(numbers) : null;
            default:
                throw UpdateErrors.OperandType(kind);
        }
    }

    private static bool IsSet(AttributeType? type) =>
        type is AttributeType.SS or AttributeType.NS or AttributeType.BS;

    // ADD and DELETE name types in their long form, unlike every other error.
    private static string LongName(AttributeType type) => type switch
    {
        AttributeType.S => "STRING",
        AttributeType.N => "NUMBER",
        AttributeType.B => "BINARY",
        AttributeType.BOOL => "BOOLEAN",
        AttributeType.NULL => "NULL",
        AttributeType.L => "LIST",
        AttributeType.M => "MAP",
        AttributeType.SS => "STRING_SET",
        AttributeType.NS => "NUMBER_SET",
        AttributeType.BS => "BINARY_SET",
        _ => throw new UnreachableException(),
    };
}
