using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>
/// The part of a path behind its root, compiled: Jayway's dialect of JSONPath, as Step Functions documents it
/// (https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html). A definite path gives one
/// value, any other the array of all that it finds, also an empty one.
/// </summary>
internal sealed class JsonPath
{
    private readonly PathSegment[] _segments;
    private readonly PathFunction _function;

    /// <summary>As many segments as lead to one value.</summary>
    private readonly int _definiteCount;

    public JsonPath(IReadOnlyList<PathSegment> segments, PathFunction function)
    {
        _segments = [.. segments];
        if (_segments is [.., UnionSegment { Each: var each }] && each.All(s => s is NameSegment))
        {
            _segments[^1] = new MembersSegment([.. each.Select(s => ((NameSegment)s).Name)]);
        }

        _function = function;
        _definiteCount = _segments.TakeWhile(s => s.IsDefinite).Count();
    }

    public bool IsRoot => _segments.Length == 0 && _function == PathFunction.None;

    /// <summary>Names and indexes only: it can say where a result goes.</summary>
    public bool IsReference => _definiteCount == _segments.Length && _function == PathFunction.None
        && _segments.All(s => s is NameSegment or IndexSegment { Index: >= 0 });

    public IReadOnlyList<PathSegment> Segments => _segments;

    public bool TryEvaluate(JsonElement root, out JsonElement value)
    {
        value = root;
        for (var i = 0; i < _definiteCount; i++)
        {
            if (!_segments[i].TryGet(value, out value))
            {
                return false;
            }
        }

        if (_definiteCount < _segments.Length)
        {
            value = JsonValue.Of(SelectAll(value));
        }

        return _function == PathFunction.None || PathFunctions.TryApply(_function, value, out value);
    }

    /// <returns>The path as Jayway writes it in its errors: <c>$['a'][0]</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder("$");
        foreach (var segment in _segments)
        {
            text.Append(segment switch
            {
                NameSegment name => $"['{name.Name}']",
                IndexSegment index => $"[{index.Index}]",
                WildcardSegment => "[*]",
                DescentSegment => "..",
                FilterSegment => "[?]",
                _ => "[…]",
            });
        }

        return text.ToString();
    }

    private List<JsonElement> SelectAll(JsonElement from)
    {
        List<JsonElement> found = [from];
        foreach (var segment in _segments.AsSpan(_definiteCount))
        {
            List<JsonElement> next = [];
            foreach (var value in found)
            {
                segment.Select(value, next);
            }

            found = next;
        }

        return found;
    }
}
