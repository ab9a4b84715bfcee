using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Something with a value: a path, a value placeholder or a function call. Immutable and shared by all requests
/// with the same text; a <see cref="Substitution"/> brings what differs.
/// </summary>
/// <remarks>
/// Three passes, in AWS's order of errors. Check: what the text alone tells (reserved words, function names).
/// Bind: once per request, left to right (undefined placeholders, operand types). Evaluate: per item, no errors in
/// conditions; updates throw where an operand does not fit the item.
/// </remarks>
internal abstract class Operand
{
    public abstract void Check(ExpressionKind kind);

    /// <summary>Fills the slots of this operand's placeholders.</summary>
    /// <returns>The operand's type where it is known before evaluation, else null.</returns>
    public abstract AttributeType? Bind(Substitution substitution);

    /// <summary>The value, or null where the item has none.</summary>
    public abstract AttributeValue? Evaluate(Item item, Substitution substitution);
}

internal sealed class PathOperand(DocumentPath path) : Operand
{
    public DocumentPath Path { get; } = path;

    public override void Check(ExpressionKind kind) => Path.Check(kind);

    public override AttributeType? Bind(Substitution substitution)
    {
        Path.Bind(substitution);
        return null;
    }

    public override AttributeValue? Evaluate(Item item, Substitution substitution) => Path.Find(item, substitution);
}

/// <summary>A value that a legacy parameter states in place; expressions have placeholders instead.</summary>
internal sealed class LiteralOperand(AttributeValue value) : Operand
{
    public override void Check(ExpressionKind kind)
    {
        // There is no text that could be wrong.
    }

    public override AttributeType? Bind(Substitution substitution) => value.Type;

    public override AttributeValue Evaluate(Item item, Substitution substitution) => value;
}

internal sealed class ValueOperand(int slot) : Operand
{
    public override void Check(ExpressionKind kind)
    {
        // A placeholder says nothing before its value is known.
    }

    public override AttributeType? Bind(Substitution substitution) => substitution.BindValue(slot).Type;

    public override AttributeValue Evaluate(Item item, Substitution substitution) => substitution.Values[slot];
}
