using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// The scalars of one event by their path, found when a pattern asks for them first. Arrays are left out of the path,
/// so that a field of objects in an array has many. For the length of one comparison with many rules; not safe for
/// concurrent use.
/// </summary>
internal sealed class EventFields(JsonElement @event)
{
    private static readonly ArrayElement[] Outside = [];

    private readonly Dictionary<string, List<EventLeaf>> _found = new(StringComparer.Ordinal);

    /// <returns>In the order of the event; none where there is no such field, or no scalar in it.</returns>
    public List<EventLeaf> Find(FieldPath path)
    {
        if (!_found.TryGetValue(path.Text, out var leaves))
        {
            _found.Add(path.Text, leaves = []);
            Collect(@event, path, at: 0, Outside, leaves);
        }

        return leaves;
    }

    /// <param name="at">How many of the path's segments lead to this value.</param>
    private static void Collect(
        JsonElement value, FieldPath path, int at, ArrayElement[] elements, List<EventLeaf> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                var array = at == 0 ? "" : path.Name(0, at).ToString();
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Collect(element, path, at, [.. elements, new ArrayElement(array, index++)], leaves);
                }

                break;
            case JsonValueKind.Object:
                for (var to = at + 1; to <= path.Length; to++)
                {
                    if (value.TryGetProperty(path.Name(at, to), out var child))
                    {
                        Collect(child, path, to, elements, leaves);
                    }
                }

                break;
            default:
                if (at == path.Length)
                {
                    leaves.Add(new EventLeaf(value, elements));
                }

                break;
        }
    }
}
