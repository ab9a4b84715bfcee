using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>JSON → template; what is the same for all data stays the JSON that it is.</summary>
internal static class TemplateCompiler
{
    private const string Dynamic = ".$";

    public static PayloadTemplate Compile(JsonElement value, string location, Faults faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = Members(value, location, faults);
                return members.All(m => m.Value is StaticTemplate)
                    ? new StaticTemplate(value)
                    : new ObjectTemplate(members);
            case JsonValueKind.Array:
                var items = value.EnumerateArray().Select((v, i) => Compile(v, $"{location}[{i}]", faults)).ToList();
                return items.TrueForAll(i => i is StaticTemplate)
                    ? new StaticTemplate(value)
                    : new ArrayTemplate(items);
            default:
                return new StaticTemplate(value);
        }
    }

    /// <returns>By the names that the evaluated object has: without <c>.$</c>.</returns>
    public static IReadOnlyList<KeyValuePair<string, PayloadTemplate>> Members(
        JsonElement value, string location, Faults faults)
    {
        var members = new List<KeyValuePair<string, PayloadTemplate>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var isDynamic = member.Name.EndsWith(Dynamic, StringComparison.Ordinal);
            var name = isDynamic ? member.Name[..^Dynamic.Length] : member.Name;
            var template = isDynamic
                ? CompileDynamic(member, location, faults)
                : Compile(member.Value, $"{location}/{member.Name}", faults);
            if (!names.Add(name))
            {
                faults.Schema($"The field '{name}' is there with and without '.$'", location);
            }

            WarnOfMissingDollar(member, isDynamic, location, faults);
            members.Add(new(name, template));
        }

        return members;
    }

    private static PayloadTemplate CompileDynamic(JsonProperty member, string location, Faults faults)
    {
        try
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                return new DynamicTemplate(member.Name, Expression.Parse(member.Value.GetString()!));
            }
        }
        catch (JsonPathException)
        {
            // Reported below, as what is no text at all.
        }

        faults.Schema(
            $"The value for the field '{member.Name}' must be a valid JSONPath or a valid intrinsic function call",
            location);
        return new StaticTemplate(member.Value);
    }

    private static void WarnOfMissingDollar(JsonProperty member, bool isDynamic, string location, Faults faults)
    {
        if (!isDynamic && member.Value.ValueKind == JsonValueKind.String
            && member.Value.GetString() is { } text
            && (text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$$.", StringComparison.Ordinal)
                || text.StartsWith("States.", StringComparison.Ordinal)))
        {
            faults.Warning(
                FaultCode.NoDollar,
                $"The field '{member.Name}' does not end with '.$', but its value looks like a JSONPath or an "
                + "intrinsic function",
                $"{location}/{member.Name}");
        }
    }
}
