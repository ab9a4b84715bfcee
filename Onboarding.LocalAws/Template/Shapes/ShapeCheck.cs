using System.Globalization;

namespace Onboarding.LocalAws.Template.Shapes;

/// <summary>Compares evaluated properties with the shape that their resource type allows.</summary>
internal sealed class ShapeCheck(TemplateFaults faults)
{
    private readonly List<string> _cloudOnly = [];

    /// <summary>
    /// Paths of the cloud-only properties that were met, such as `StreamSpecification.ResourcePolicy`.
    /// </summary>
    public IReadOnlyList<string> CloudOnly => _cloudOnly;

    /// <summary>
    /// Reports what does not fit; the owner is the resource type or a path below it, for the message.
    /// </summary>
    public void Check(TemplateNode node, Shape shape, string owner)
    {
        if (node is TemplateFaulted)
        {
            return;
        }

        switch (shape, node)
        {
            case (ObjectShape expected, TemplateMapping mapping):
                CheckObject(mapping, expected, owner);
                break;
            case (MapShape expected, TemplateMapping mapping):
                foreach (var entry in mapping.Entries)
                {
                    Check(entry.Value, expected.Value, $"{owner}.{entry.Key}");
                }

                break;
            case (ListShape expected, TemplateSequence sequence):
                foreach (var item in sequence.Items)
                {
                    Check(item, expected.Item, owner);
                }

                break;
            case (JsonShape, _):
                break;
            case (_, TemplateScalar scalar):
                if (ScalarViolation(scalar.Value, shape) is { } violation)
                {
                    faults.Add(node.Position, $"{owner} {violation}");
                }

                break;
            default:
                faults.Add(node.Position, $"{owner} must be {Describe(shape)}.");
                break;
        }
    }

    private void CheckObject(TemplateMapping mapping, ObjectShape shape, string owner)
    {
        foreach (var entry in mapping.Entries)
        {
            var property = shape.Find(entry.Key);
            if (property is null)
            {
                faults.Add(entry.KeyPosition, Unknown(entry.Key, shape, owner));
            }
            else if (property.IsCloudOnly)
            {
                _cloudOnly.Add(Path(owner, entry.Key));
            }
            else
            {
                Check(entry.Value, property.Shape, Path(owner, entry.Key));
            }
        }

        foreach (var property in shape.Properties)
        {
            if (property.IsRequired && mapping.Find(property.Name) is null)
            {
                faults.Add(mapping.Position, $"{owner} needs '{property.Name}'.");
            }
        }
    }

    private static string Path(string owner, string key) => $"{owner}.{key}";

    private static string Unknown(string name, ObjectShape shape, string owner)
    {
        var names = shape.Properties.Select(property => property.Name).Order(StringComparer.Ordinal);
        return $"{owner}: property '{name}' is not supported by Onboarding.LocalAws. "
            + $"Supported: {string.Join(", ", names)}.";
    }

    private static string? ScalarViolation(string value, Shape shape) => shape switch
    {
        TextShape { Allowed.Length: 0 } => null,
        TextShape text when text.Allowed.Contains(value) => null,
        TextShape text => $"'{value}' is not supported. Supported: {string.Join(", ", text.Allowed)}.",
        NumberShape when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate >= 0 && double.IsFinite(rate) => null,
        BooleanShape when Booleans.TryParse(value, out _) => null,
        IntegerShape range when long.TryParse(
            value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number >= range.Min && number <= range.Max ? null
                : $"must be between {range.Min} and {range.Max}, not {number}.",
        _ => $"must be {Describe(shape)}, not '{value}'.",
    };

    private static string Describe(Shape shape) => shape switch
    {
        TextShape => "a text",
        IntegerShape => "a whole number",
        NumberShape => "a number from 0",
        BooleanShape => "true or false",
        ListShape => "a list",
        _ => "a map",
    };
}
