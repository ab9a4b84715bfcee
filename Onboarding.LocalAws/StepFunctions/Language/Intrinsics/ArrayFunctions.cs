using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>Functions of arrays. Fractions of sizes, indexes and bounds are cut off, as AWS's answers show.</summary>
internal static class ArrayFunctions
{
    private const int RangeCountMax = 1000;

    public static JsonElement Array(IntrinsicArguments arguments) => JsonValue.Of(arguments.Values);

    /// <summary>AWS compares texts: <c>true</c> is found in <c>["true"]</c>, and the order of members counts.</summary>
    public static JsonElement Contains(IntrinsicArguments arguments)
    {
        var sought = JsonValue.PlainTextOf(arguments[1]);
        return JsonValue.Of(arguments.Array(0).EnumerateArray().Any(item => JsonValue.PlainTextOf(item) == sought));
    }

    /// <summary>Of an empty array AWS gives null for each index.</summary>
    public static JsonElement GetItem(IntrinsicArguments arguments)
    {
        var (array, index) = (arguments.Array(0), arguments.Truncated(1));
        var length = array.GetArrayLength();
        if (length == 0)
        {
            return JsonValue.Null;
        }

        return index >= 0 && index < length ? array[index] : throw arguments.Invalid();
    }

    public static JsonElement Length(IntrinsicArguments arguments) =>
        JsonValue.Of(arguments.Array(0).GetArrayLength());

    public static JsonElement Partition(IntrinsicArguments arguments)
    {
        var (array, size) = (arguments.Array(0), arguments.Truncated(1));
        if (size < 1)
        {
            throw arguments.Invalid();
        }

        return JsonValue.Write((array, size), static (writer, all) =>
        {
            writer.WriteStartArray();
            foreach (var chunk in all.array.EnumerateArray().Chunk(all.size))
            {
                JsonValue.Of(chunk).WriteTo(writer);
            }

            writer.WriteEndArray();
        });
    }

    public static JsonElement Range(IntrinsicArguments arguments)
    {
        long first = arguments.Truncated(0), last = arguments.Truncated(1), step = arguments.Truncated(2);
        if (step == 0 || ((last - first) / step) + 1 > RangeCountMax)
        {
            throw arguments.Invalid();
        }

        return JsonValue.Write((first, last, step), static (writer, range) =>
        {
            writer.WriteStartArray();
            for (var i = range.first; range.step > 0 ? i <= range.last : i >= range.last; i += range.step)
            {
                writer.WriteNumberValue(i);
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>In the order of first appearance; AWS's own order is its hash set's, and undocumented.</summary>
    public static JsonElement Unique(IntrinsicArguments arguments)
    {
        List<JsonElement> unique = [];
        foreach (var item in arguments.Array(0).EnumerateArray())
        {
            if (!unique.Exists(known => JsonElement.DeepEquals(known, item)))
            {
                unique.Add(item);
            }
        }

        return JsonValue.Of(unique);
    }
}
