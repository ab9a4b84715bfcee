using System.Text;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>One step of a path: a member by name, by name placeholder, or a list element by index.</summary>
/// <param name="Name">The member's name as written, or null.</param>
/// <param name="Slot">The slot of the name placeholder, or -1.</param>
/// <param name="Index">The element's index, or -1.</param>
internal readonly record struct PathStep(string? Name, int Slot, int Index)
{
    public bool IsIndex => Index >= 0;

    public string NameIn(Substitution substitution) => Name ?? substitution.Names[Slot];
}

/// <summary>A document path such as <c>a.#b[3].c</c>; the first step is always a name.</summary>
internal sealed class DocumentPath(PathStep[] steps)
{
    public PathStep[] Steps { get; } = steps;

    /// <summary>The path of a whole attribute: dots and brackets in the name are part of it.</summary>
    public static DocumentPath OfAttribute(string name) => new([new PathStep(name, Slot: -1, Index: -1)]);

    public string TopLevelName(Substitution substitution) => Steps[0].NameIn(substitution);

    /// <summary>The value that the path leads to, or null where there is none.</summary>
    public AttributeValue? Find(Item item, Substitution substitution)
    {
        var value = item.Find(Steps[0].NameIn(substitution));
        for (var i = 1; i < Steps.Length && value is not null; i++)
        {
            value = Step(value, in Steps[i], substitution);
        }

        return value;
    }

    public bool SameAs(DocumentPath other, Substitution substitution)
    {
        if (other.Steps.Length != Steps.Length)
        {
            return false;
        }

        for (var i = 0; i < Steps.Length; i++)
        {
            var (left, right) = (Steps[i], other.Steps[i]);
            var same = left.IsIndex || right.IsIndex
                ? left.Index == right.Index
                : left.NameIn(substitution) == right.NameIn(substitution);
            if (!same)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As AWS's errors show it: <c>[a, b, [3]]</c>.</summary>
    public string Describe(Substitution substitution)
    {
        var text = new StringBuilder("[");
        foreach (var step in Steps)
        {
            text.Append(text.Length > 1 ? ", " : "");
            _ = step.IsIndex ? text.Append('[').Append(step.Index).Append(']') : text.Append(step.NameIn(substitution));
        }

        return text.Append(']').ToString();
    }

    /// <summary>Rejects reserved words; placeholders are how to get around them.</summary>
    public void Check(ExpressionKind kind)
    {
        foreach (ref readonly var step in Steps.AsSpan())
        {
            if (step.Name is not null && ReservedWords.Contains(step.Name))
            {
                throw ExpressionErrors.ReservedKeyword(kind, step.Name);
            }
        }
    }

    /// <summary>Fills the slots of the path's name placeholders.</summary>
    public void Bind(Substitution substitution)
    {
        foreach (ref readonly var step in Steps.AsSpan())
        {
            if (step.Slot >= 0)
            {
                substitution.BindName(step.Slot);
            }
        }
    }

    private static AttributeValue? Step(AttributeValue value, in PathStep step, Substitution substitution) =>
        value switch
        {
            MapValue map when !step.IsIndex => map.Members.Find(step.NameIn(substitution)),
            ListValue list when (uint)step.Index < (uint)list.Elements.Length => list.Elements[step.Index],
            _ => null,
        };
}
