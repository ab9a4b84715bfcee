using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>
/// The part of an event that a target wants: <c>$</c>, <c>$.detail</c>, <c>$.resources[0]</c>,
/// <c>$.detail-type</c>, <c>$.detail.items[*].id</c>. Quoted brackets and filters are not valid, as in AWS
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html).
/// </summary>
internal static class InputPath
{
    public const int LengthMax = 256;

    private static readonly SearchValues<char> NotInName = SearchValues.Create("*?()@'\" ");

    public static bool IsValid(string path) => path.Length <= LengthMax && Steps(path) is not null;

    /// <summary>
    /// The part as JSON, with a wildcard a list of all that it finds; null where the event has none.
    /// </summary>
    public static string? Find(string path, JsonElement @event)
    {
        var steps = Steps(path) ?? [];
        IEnumerable<JsonElement> found = [@event];
        foreach (var step in steps)
        {
            found = found.SelectMany(value => Children(value, step));
        }

        return steps.Exists(step => step.IsWildcard)
            ? $"[{string.Join(',', found.Select(value => value.GetRawText()))}]"
            : found.Select(value => value.GetRawText()).FirstOrDefault();
    }

    /// <summary>What the target gets: <c>null</c> where the event has no such part (inferred).</summary>
    public static ReadOnlyMemory<byte> Apply(string path, JsonElement @event) =>
        Encoding.UTF8.GetBytes(Find(path, @event) ?? "null");

    private static IEnumerable<JsonElement> Children(JsonElement value, Step step) => (value.ValueKind, step) switch
    {
        (JsonValueKind.Object, { IsWildcard: true }) => value.EnumerateObject().Select(member => member.Value),
        (JsonValueKind.Array, { IsWildcard: true }) => value.EnumerateArray(),
        (JsonValueKind.Object, { Name: { } name }) when value.TryGetProperty(name, out var child) => [child],
        (JsonValueKind.Array, { Name: null }) when step.Index < value.GetArrayLength() => [value[step.Index]],
        _ => [],
    };

    /// <summary>In order; null where the path is none.</summary>
    private static List<Step>? Steps(string path)
    {
        if (path.Length == 0 || path[0] != '$')
        {
            return null;
        }

        List<Step> steps = [];
        var at = 1;
        while (at < path.Length)
        {
            var end = path[at] switch
            {
                '.' when path.AsSpan(at + 1).IndexOfAny('.', '[') is var next and >= 0 => at + 1 + next,
                '.' => path.Length,
                '[' => path.IndexOf(']', at) + 1,
                _ => 0,
            };
            if (end == 0 || StepOf(path.AsSpan(at, end - at)) is not { } step)
            {
                return null;
            }

            steps.Add(step);
            at = end;
        }

        return steps;
    }

    /// <param name="text"><c>.name</c>, <c>.*</c>, <c>[0]</c> or <c>[*]</c>.</param>
    private static Step? StepOf(ReadOnlySpan<char> text)
    {
        if (text is ".*" or "[*]")
        {
            return new Step(null, 0, IsWildcard: true);
        }

        if (text[0] == '[')
        {
            return int.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? new Step(null, index, IsWildcard: false)
                : null;
        }

        return text.Length > 1 && !text.ContainsAny(NotInName)
            ? new Step(text[1..].ToString(), 0, IsWildcard: false)
            : null;
    }

    private sealed record Step(string? Name, int Index, bool IsWildcard);
}
