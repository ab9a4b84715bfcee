using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>
/// Where a result goes in the raw input: <c>$</c> replaces it, <c>null</c> discards the result, a reference path puts
/// it there and makes the objects on the way
/// (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html).
/// </summary>
internal sealed class ResultPath
{
    private readonly string _text;
    private readonly PathSegment[] _segments;
    private readonly bool _discards;

    private ResultPath(string text, IReadOnlyList<PathSegment> segments, bool discards)
    {
        _text = text;
        _segments = [.. segments];
        _discards = discards;
    }

    public static ResultPath Replace { get; } = new("$", [], discards: false);

    public static ResultPath Discard { get; } = new("null", [], discards: true);

    /// <exception cref="JsonPathException">It is no reference path from <c>$</c>.</exception>
    public static ResultPath Parse(string text)
    {
        var reader = new PathReader(text, 0);
        if (!reader.TryTake('$'))
        {
            throw new JsonPathException("Reference path didn't start with '$'");
        }

        var path = PathParser.Parse(reader);
        return !reader.IsAtEnd || !path.IsReference
            ? throw new JsonPathException($"Illegal character in '{text}'")
            : path.IsRoot ? Replace : new ResultPath(text, path.Segments, discards: false);
    }

    /// <exception cref="StatesException">
    /// States.ResultPathMatchFailure: the input has another value on the way.
    /// </exception>
    public JsonElement Put(JsonElement input, JsonElement result)
    {
        if (_discards)
        {
            return input;
        }

        return _segments.Length == 0
            ? result
            : JsonValue.Write((Path: this, input, result), static (writer, all) =>
                all.Path.Write(writer, all.input, all.result, 0));
    }

    private void Write(Utf8JsonWriter writer, JsonElement? into, JsonElement result, int depth)
    {
        if (depth == _segments.Length)
        {
            result.WriteTo(writer);
        }
        else if (_segments[depth] is NameSegment name)
        {
            WriteMember(writer, into, name.Name, result, depth);
        }
        else
        {
            WriteItem(writer, into, ((IndexSegment)_segments[depth]).Index, result, depth);
        }
    }

    private void WriteMember(Utf8JsonWriter writer, JsonElement? into, string name, JsonElement result, int depth)
    {
        if (into is { ValueKind: not JsonValueKind.Object })
        {
            throw Mismatch(into.Value);
        }

        var isThere = false;
        writer.WriteStartObject();
        if (into is { } existing)
        {
            foreach (var member in existing.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                if (member.NameEquals(name))
                {
                    isThere = true;
                    Write(writer, member.Value, result, depth + 1);
                }
                else
                {
                    member.Value.WriteTo(writer);
                }
            }
        }

        if (!isThere)
        {
            writer.WritePropertyName(name);
            Write(writer, null, result, depth + 1);
        }

        writer.WriteEndObject();
    }

    /// <summary>An index names an item that is there: arrays do not grow.</summary>
    private void WriteItem(Utf8JsonWriter writer, JsonElement? into, int index, JsonElement result, int depth)
    {
        if (into is not { ValueKind: JsonValueKind.Array } array || index >= array.GetArrayLength())
        {
            throw Mismatch(into ?? JsonValue.Null);
        }

        writer.WriteStartArray();
        for (var i = 0; i < array.GetArrayLength(); i++)
        {
            if (i == index)
            {
                Write(writer, array[i], result, depth + 1);
            }
            else
            {
                array[i].WriteTo(writer);
            }
        }

        writer.WriteEndArray();
    }

    private StatesException Mismatch(JsonElement value) => new(
        StatesErrors.ResultPathMatchFailure,
        $"Unable to apply ReferencePath {_text} to input {JsonValue.TextOf(value)}");
}
