using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// The names and values that one request puts into the placeholders of one parsed expression. Bound once, before
/// evaluation; read-only afterwards.
/// </summary>
internal sealed class Substitution(ExpressionKind kind, Placeholders placeholders, ExpressionArguments arguments)
{
    public ExpressionKind Kind { get; } = kind;

    /// <summary>Of a tree that was made of a legacy parameter, which states its names and values in place.</summary>
    public static Substitution WithoutPlaceholders(ExpressionKind kind) =>
        new(kind, new Placeholders([], []), new ExpressionArguments(null, null));

    /// <summary>The attribute names by slot.</summary>
    public string[] Names { get; } = placeholders.Names.Length == 0 ? [] : new string[placeholders.Names.Length];

    /// <summary>The values by slot.</summary>
    public AttributeValue[] Values { get; } =
        placeholders.Values.Length == 0 ? [] : new AttributeValue[placeholders.Values.Length];

    public void BindName(int slot) =>
        Names[slot] ??= arguments.UseName(placeholders.Names[slot])
            ?? throw ExpressionErrors.UndefinedName(Kind, placeholders.Names[slot]);

    public AttributeValue BindValue(int slot) =>
        Values[slot] ??= arguments.UseValue(placeholders.Values[slot])
            ?? throw ExpressionErrors.UndefinedValue(Kind, placeholders.Values[slot]);
}
