using System.Text.Json;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>What names mean in one part of a template: the data there, and around it.</summary>
/// <param name="Parent">What <c>../</c> means; null for the whole data.</param>
internal sealed record TemplateScope(JsonElement Data, TemplateScope? Parent)
{
    /// <summary>Of the item of an <c>each</c>: JSON texts by their name, such as <c>index</c>.</summary>
    public IReadOnlyDictionary<string, string>? Loop { get; init; }

    /// <returns>Null where there is none; JSON's null is none, as SES has it.</returns>
    public JsonElement? Find(TemplatePath path)
    {
        var scope = this;
        for (var ups = path.Ups; ups > 0 && scope is not null; ups--)
        {
            scope = scope.Parent;
        }

        var value = path.Variable is { } variable ? scope?.FindVariable(variable) : scope?.Data;
        foreach (var segment in path.Segments)
        {
            value = value is { } owner ? Member(owner, segment) : null;
        }

        return value is { ValueKind: JsonValueKind.Null } ? null : value;
    }

    private JsonElement? FindVariable(string name)
    {
        if (name == "root")
        {
            return Parent is null ? Data : Parent.FindVariable(name);
        }

        // A block inside of the loop is still in it.
        return Loop is null ? Parent?.FindVariable(name)
            : Loop.TryGetValue(name, out var json) ? JsonElement.Parse(json)
            : null;
    }

    private static JsonElement? Member(JsonElement owner, string name) => owner.ValueKind switch
    {
        JsonValueKind.Object when owner.TryGetProperty(name, out var value) => value,
        JsonValueKind.Array when int.TryParse(name, out var index) && index >= 0 && index < owner.GetArrayLength() =>
            owner[index],
        _ => null,
    };
}
