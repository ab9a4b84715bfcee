using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The functions of expressions, spelled as AWS does: names are case-sensitive.</summary>
internal enum Function : byte
{
    Unknown,
    AttributeExists,
    AttributeNotExists,
    AttributeType,
    BeginsWith,
    Contains,
    Size,
    IfNotExists,
    ListAppend,
}

/// <summary>Where a function call stands in an expression.</summary>
internal enum FunctionPlace : byte
{
    /// <summary>As a condition of its own.</summary>
    Condition,

    /// <summary>As the operand of a comparator, of an arithmetic operator or of another function.</summary>
    Operand,

    /// <summary>As the whole right side of a SET clause.</summary>
    Assignment,
}

internal static class Functions
{
    public static Function Parse(string name) => name switch
    {
        "attribute_exists" => Function.AttributeExists,
        "attribute_not_exists" => Function.AttributeNotExists,
        "attribute_type" => Function.AttributeType,
        "begins_with" => Function.BeginsWith,
        "contains" => Function.Contains,
        "size" => Function.Size,
        "if_not_exists" => Function.IfNotExists,
        "list_append" => Function.ListAppend,
        _ => Function.Unknown,
    };

    /// <summary>Rejects unknown functions, and known ones in the wrong expression or place.</summary>
    public static void Check(ExpressionKind kind, string name, FunctionPlace place)
    {
        var function = Parse(name);
        if (function == Function.Unknown)
        {
            throw ExpressionErrors.UnknownFunction(kind, name);
        }

        var isOfUpdate = function is Function.IfNotExists or Function.ListAppend;
        if (isOfUpdate != (kind == ExpressionKind.UpdateExpression))
        {
            throw ExpressionErrors.FunctionNotAllowed(kind, name);
        }

        var fits = function switch
        {
            Function.IfNotExists => place != FunctionPlace.Condition,
            Function.ListAppend => place == FunctionPlace.Assignment,
            Function.Size => place == FunctionPlace.Operand,
            _ => place == FunctionPlace.Condition,
        };
        if (!fits)
        {
            throw ExpressionErrors.FunctionMisplaced(kind, name);
        }
    }

    /// <summary>
    /// The size function: bytes of a string or binary, elements of a set, list or map. Null where the type has
    /// none.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
    /// </summary>
    public static int? SizeOf(AttributeValue? value) => value switch
    {
        StringValue s => s.Utf8.Length,
        BinaryValue b => b.Bytes.Length,
        ByteStringSetValue set => set.Members.Length,
        NumberSetValue set => set.Members.Length,
        ListValue list => list.Elements.Length,
        MapValue map => map.Members.Count,
        _ => null,
    };

    public static bool HasSize(AttributeType? type) =>
        type is not (AttributeType.N or AttributeType.BOOL or AttributeType.NULL);

    public static bool BeginsWith(AttributeValue? value, AttributeValue? prefix) => (value, prefix) switch
    {
        (StringValue s, StringValue p) => s.Utf8.StartsWith(p.Utf8),
        (BinaryValue b, BinaryValue p) => b.Bytes.StartsWith(p.Bytes),
        _ => false,
    };

    /// <summary>A substring of a string or binary, a member of a set, or an element of a list.</summary>
    public static bool Contains(AttributeValue? container, AttributeValue? part) => (container, part) switch
    {
        (StringValue s, StringValue p) => s.Utf8.IndexOf(p.Utf8) >= 0,
        (BinaryValue b, BinaryValue p) => b.Bytes.IndexOf(p.Bytes) >= 0,
        (StringSetValue set, StringValue p) => set.Contains(p.Utf8),
        (BinarySetValue set, BinaryValue p) => set.Contains(p.Bytes),
        (NumberSetValue set, NumberValue p) => set.Contains(p.Number),
        (ListValue list, not null) => list.Elements.IndexOf(part) >= 0,
        _ => false,
    };
}
