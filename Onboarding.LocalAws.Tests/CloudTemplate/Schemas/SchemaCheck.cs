using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Schemas;

/// <summary>
/// Holds values against CloudFormation's types. A reference passes, because its value is known only in the account;
/// of an <c>Fn::If</c> each branch is checked.
/// </summary>
internal sealed class SchemaCheck(CloudFormationSchemas schemas)
{
    /// <param name="given">Properties that need not stand in the template because SAM writes them.</param>
    public IEnumerable<TemplateFault> Check(string resourceType, TemplateMapping properties, params string[] given) =>
        schemas.PropertiesOf(resourceType) is { } shape
            ? CheckObject(properties, shape, resourceType, given)
            : [new TemplateFault(properties.Position, $"CloudFormation has no resource type '{resourceType}'")];

    /// <summary>Checks one property that SAM passes on to another resource.</summary>
    public IEnumerable<TemplateFault> CheckProperty(string resourceType, string name, TemplateNode value) =>
        Check(
            value, schemas.PropertiesOf(resourceType)!.Value.GetProperty(name).GetProperty("type"),
            $"{resourceType}.{name}");

    private IEnumerable<TemplateFault> Check(TemplateNode value, JsonElement type, string path) =>
        Branches.Of(value)
            .Where(branch => branch is not TemplateNoValue && !Intrinsics.IsCall(branch, out _))
            .SelectMany(branch => CheckValue(branch, type, path));

    private IEnumerable<TemplateFault> CheckValue(TemplateNode value, JsonElement type, string path)
    {
        switch (type.GetProperty("type").GetString(), value)
        {
            case ("json", _):
            case ("string" or "date-time", TemplateScalar):
            case ("boolean", TemplateScalar { Value: "true" or "false" }):
            case ("integer", TemplateScalar whole) when long.TryParse(whole.Value, CultureInfo.InvariantCulture, out _):
            case ("number", TemplateScalar any) when double.TryParse(any.Value, CultureInfo.InvariantCulture, out _):
                return [];
            case ("array", TemplateSequence sequence):
                return sequence.Items.SelectMany(item => Check(item, type.GetProperty("element"), path));
            case ("map", TemplateMapping map):
                return map.Entries.SelectMany(
                    entry => Check(entry.Value, type.GetProperty("element"), $"{path}.{entry.Key}"));
            case ("tag", TemplateMapping tag) when tag.FindText("Key") is not null && tag.Find("Value") is not null:
                return [];
            case ("ref", TemplateMapping mapping):
                return CheckObject(mapping, schemas.PropertiesOf(type), path, []);
            case ("union", _):
                return CheckUnion(value, type, path);
            case (var kind, _):
                var given = value is TemplateScalar scalar ? $"'{scalar.Value}'" : Kind(value);
                return [new TemplateFault(value.Position, $"{path} must be of type {kind}, not {given}")];
        }
    }

    /// <summary>
    /// The alternative that fits best: where an object or a list may also be free JSON, its known form is meant.
    /// </summary>
    private List<TemplateFault> CheckUnion(TemplateNode value, JsonElement type, string path)
    {
        var alternatives = type.GetProperty("types").EnumerateArray().ToList();
        var known = alternatives.Where(alternative => Kind(alternative) == Kind(value)).ToList();
        return (known.Count > 0 ? known : alternatives)
            .Select(alternative => CheckValue(value, alternative, path).ToList())
            .MinBy(faults => faults.Count)!;
    }

    private IEnumerable<TemplateFault> CheckObject(
        TemplateMapping value, JsonElement shape, string path, IReadOnlyCollection<string> given)
    {
        foreach (var entry in value.Entries)
        {
            if (!shape.TryGetProperty(entry.Key, out var property))
            {
                yield return new TemplateFault(entry.KeyPosition, $"{path} has no property '{entry.Key}'");
                continue;
            }

            foreach (var fault in Check(entry.Value, property.GetProperty("type"), $"{path}.{entry.Key}"))
            {
                yield return fault;
            }
        }

        foreach (var property in shape.EnumerateObject().Where(IsRequired))
        {
            if (!given.Contains(property.Name) && !value.Give(property.Name))
            {
                yield return new TemplateFault(value.Position, $"{path} needs the property '{property.Name}'");
            }
        }
    }

    private static bool IsRequired(JsonProperty property) =>
        property.Value.TryGetProperty("required", out var required) && required.GetBoolean();

    private static string Kind(TemplateNode value) => value switch
    {
        TemplateSequence => "a list",
        TemplateMapping => "a map",
        _ => "a single value",
    };

    private static string Kind(JsonElement type) => type.GetProperty("type").GetString() switch
    {
        "array" => "a list",
        "map" or "ref" or "tag" => "a map",
        "json" or "union" => "several",
        _ => "a single value",
    };
}
