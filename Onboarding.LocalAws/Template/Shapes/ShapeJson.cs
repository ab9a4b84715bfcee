using System.Globalization;
using System.Text.Json;

namespace Onboarding.LocalAws.Template.Shapes;

/// <summary>
/// Writes checked properties as the JSON that AWS's own APIs expect: the shape decides the JSON type.
/// </summary>
internal static class ShapeJson
{
    public static void Write(Utf8JsonWriter writer, TemplateNode node, Shape shape)
    {
        switch (shape, node)
        {
            case (ObjectShape expected, TemplateMapping mapping):
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    if (expected.Find(entry.Key) is not { IsCloudOnly: false } property)
                    {
                        continue;
                    }

                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value, property.Shape);
                }

                writer.WriteEndObject();
                break;
            case (MapShape expected, TemplateMapping mapping):
                WriteMap(writer, mapping, expected.Value);
                break;
            case (ListShape expected, TemplateSequence sequence):
                WriteList(writer, sequence, expected.Item);
                break;
            case (_, TemplateScalar scalar):
                WriteScalar(writer, scalar, shape);
                break;
            default:
                WriteFree(writer, node);
                break;
        }
    }

    private static void WriteFree(Utf8JsonWriter writer, TemplateNode node)
    {
        if (node is TemplateMapping mapping)
        {
            WriteMap(writer, mapping, Shape.Json);
        }
        else if (node is TemplateSequence sequence)
        {
            WriteList(writer, sequence, Shape.Json);
        }
        else
        {
            throw new InvalidOperationException($"A {node.GetType().Name} was written before it was checked.");
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, TemplateMapping mapping, Shape value)
    {
        writer.WriteStartObject();
        foreach (var entry in mapping.Entries)
        {
            writer.WritePropertyName(entry.Key);
            Write(writer, entry.Value, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, TemplateSequence sequence, Shape item)
    {
        writer.WriteStartArray();
        foreach (var node in sequence.Items)
        {
            Write(writer, node, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter writer, TemplateScalar scalar, Shape shape)
    {
        var typedByYaml = shape is JsonShape && scalar.IsPlain;
        if ((shape is IntegerShape || typedByYaml) && long.TryParse(
            scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else if ((shape is NumberShape || typedByYaml) && double.TryParse(
            scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            && double.IsFinite(fraction))
        {
            writer.WriteNumberValue(fraction);
        }
        else if ((shape is BooleanShape || typedByYaml) && Booleans.TryParse(scalar.Value, out var flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteStringValue(scalar.Value);
        }
    }
}
