using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>One step of a path: from a value to some of the values below it.</summary>
internal abstract record PathSegment
{
    /// <summary>It leads to one value: <c>.name</c>, <c>[3]</c>, and several names at a path's end.</summary>
    public virtual bool IsDefinite => false;

    /// <summary>A definite segment's value.</summary>
    /// <returns>Whether there is one.</returns>
    public virtual bool TryGet(JsonElement from, out JsonElement value)
    {
        value = default;
        return false;
    }

    /// <summary>Adds what it leads to, in the document's order; nothing where it does not apply.</summary>
    public virtual void Select(JsonElement from, List<JsonElement> into)
    {
        if (TryGet(from, out var value))
        {
            into.Add(value);
        }
    }
}

/// <summary><c>.name</c>, <c>['a name']</c></summary>
internal sealed record NameSegment(string Name) : PathSegment
{
    public override bool IsDefinite => true;

    public override bool TryGet(JsonElement from, out JsonElement value)
    {
        value = default;
        return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(Name, out value);
    }
}

/// <summary><c>[3]</c>; <c>[-1]</c> counts from the end.</summary>
internal sealed record IndexSegment(int Index) : PathSegment
{
    public override bool IsDefinite => true;

    public override bool TryGet(JsonElement from, out JsonElement value)
    {
        value = default;
        if (from.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var length = from.GetArrayLength();
        var index = Index < 0 ? length + Index : Index;
        if (index < 0 || index >= length)
        {
            return false;
        }

        value = from[index];
        return true;
    }
}

/// <summary><c>.*</c>, <c>[*]</c></summary>
internal sealed record WildcardSegment : PathSegment
{
    public override void Select(JsonElement from, List<JsonElement> into) => into.AddRange(Children(from));

    public static IEnumerable<JsonElement> Children(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => member.Value),
        JsonValueKind.Array => value.EnumerateArray(),
        _ => [],
    };
}

/// <summary><c>[1:3]</c>, <c>[:2]</c>, <c>[-2:]</c></summary>
internal sealed record SliceSegment(int? Start, int? End) : PathSegment
{
    public override void Select(JsonElement from, List<JsonElement> into)
    {
        if (from.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var length = from.GetArrayLength();
        var end = At(End ?? length, length);
        for (var i = At(Start ?? 0, length); i < end; i++)
        {
            into.Add(from[i]);
        }
    }

    private static int At(int index, int length) => Math.Clamp(index < 0 ? length + index : index, 0, length);
}

/// <summary><c>['a','b']</c>, <c>[0,2]</c>: each of these.</summary>
internal sealed record UnionSegment(IReadOnlyList<PathSegment> Each) : PathSegment
{
    public override void Select(JsonElement from, List<JsonElement> into)
    {
        foreach (var segment in Each)
        {
            segment.Select(from, into);
        }
    }
}

/// <summary>
/// <c>['a','b']</c> at a path's end: an object of these members, as Jayway's implementation gives it.
/// </summary>
internal sealed record MembersSegment(IReadOnlyList<string> Names) : PathSegment
{
    public override bool IsDefinite => true;

    public override bool TryGet(JsonElement from, out JsonElement value)
    {
        value = default;
        if (from.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        value = JsonValue.Write((from, Names), static (writer, all) =>
        {
            writer.WriteStartObject();
            foreach (var name in all.Names)
            {
                if (all.from.TryGetProperty(name, out var member))
                {
                    writer.WritePropertyName(name);
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
        return true;
    }
}

/// <summary>
/// <c>..name</c>, <c>..*</c>, <c>..[0]</c>: at every depth, parents before children. <c>..[?(…)]</c> asks each value
/// itself, so that none is found twice.
/// </summary>
internal sealed record DescentSegment(PathSegment Then) : PathSegment
{
    public override void Select(JsonElement from, List<JsonElement> into)
    {
        if (Then is not FilterSegment || from.ValueKind == JsonValueKind.Object)
        {
            Then.Select(from, into);
        }

        foreach (var child in WildcardSegment.Children(from))
        {
            Select(child, into);
        }
    }
}

/// <summary>
/// <c>[?(@.price &lt; 10)]</c>. On an object it says whether that object stays, as Jayway's implementation has it. Of
/// an array only objects can stay
/// (https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html).
/// </summary>
internal sealed record FilterSegment(FilterExpression Expression) : PathSegment
{
    public override void Select(JsonElement from, List<JsonElement> into)
    {
        if (from.ValueKind == JsonValueKind.Array)
        {
            into.AddRange(from.EnumerateArray().Where(Stays));
        }
        else if (Stays(from))
        {
            into.Add(from);
        }
    }

    private bool Stays(JsonElement value) => value.ValueKind == JsonValueKind.Object && Expression.Holds(value);
}
