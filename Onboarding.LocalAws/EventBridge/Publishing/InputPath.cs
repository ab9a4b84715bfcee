using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>
/// The part of an event that a target wants: <c>$</c>, <c>$.detail</c>, <c>$.resources[0]</c>,
/// <c>$.detail-type</c>. Wildcards and filters are not valid, as in AWS.
/// </summary>
internal static class InputPath
{
    private const int LengthMax = 256;

    private static readonly SearchValues<char> NotInName = SearchValues.Create("*?()@ ");

    public static bool IsValid(string path) => path.Length <= LengthMax && Steps(path) is not null;

    /// <summary>The part as JSON; <c>null</c> where the event has none (inferred).</summary>
    public static ReadOnlyMemory<byte> Apply(string path, JsonElement @event)
    {
        var value = @event;
        foreach (var (name, index) in Steps(path) ?? [])
        {
            if (name is not null
                && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var child))
            {
                value = child;
            }
            else if (name is null && value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return "null"u8.ToArray();
            }
        }

        return Encoding.UTF8.GetBytes(value.GetRawText());
    }

    /// <summary>Names and indexes in order; null where the path is none.</summary>
    private static List<(string? Name, int Index)>? Steps(string path)
    {
        if (path.Length == 0 || path[0] != '$')
        {
            return null;
        }

        List<(string?, int)> steps = [];
        var at = 1;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[') is var next and >= 0 ? at + 1 + next : path.Length;
                var name = path[(at + 1)..end];
                if (name.Length == 0 || name.AsSpan().ContainsAny(NotInName))
                {
                    return null;
                }

                steps.Add((name, 0));
                at = end;
            }
            else
            {
                var close = path.IndexOf(']', at);
                if (path[at] != '[' || close < 0)
                {
                    return null;
                }

                var digits = path.AsSpan(at + 1, close - at - 1);
                if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    return null;
                }

                steps.Add((null, index));
                at = close + 1;
            }
        }

        return steps;
    }
}
