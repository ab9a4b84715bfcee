using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// JSON → machine. First each field by itself; what joins states (transitions, the scopes of variables) is looked at
/// only in a definition that is right in that.
/// </summary>
internal static class DefinitionParser
{
    public static ParsedDefinition Parse(ReadOnlyMemory<byte> utf8Json)
    {
        var faults = new Faults();
        var definition = Root(utf8Json.Span, faults) is { } root ? Outermost(root, faults) : null;
        if (definition is not null && !faults.HasErrors)
        {
            TransitionCheck.Run(definition, faults);
            VariableCheck.Run(definition, faults);
        }

        return new ParsedDefinition(faults.HasErrors ? null : definition, faults.All);
    }

    private static JsonElement? Root(ReadOnlySpan<byte> utf8Json, Faults faults)
    {
        try
        {
            // Without its white space, so that what is taken out of it has none.
            var root = utf8Json.Length == 0
                ? JsonValue.Null
                : JsonValue.Write(JsonValue.Parse(utf8Json), static (writer, v) => v.WriteTo(writer));
            if (root.ValueKind == JsonValueKind.Object)
            {
                return root;
            }

            faults.Schema("Definition must be a valid JSON object", null);
        }
        catch (JsonException e)
        {
            var place = $"[Source: (String); line: {e.LineNumber + 1}, column: {e.BytePositionInLine + 1}]";
            faults.Error(FaultCode.InvalidJson, $"{e.Message}\n at {place}", place);
        }

        return null;
    }

    private static StateMachineDefinition? Outermost(JsonElement root, Faults faults)
    {
        var fields = new Fields(root, "", faults);
        if (IsJsonata(fields))
        {
            return null;
        }

        fields.TextOf("Version", "1.0");
        var timeout = fields.Integer("TimeoutSeconds", 1, SecondsNumber.Max);
        return Machine(
            fields,
            ["Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"],
            timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>Reads the processor of a Map or a branch of a Parallel state.</summary>
    /// <param name="others">Fields that it may have beside those of each machine.</param>
    public static StateMachineDefinition? Inner(JsonElement value, string location, Faults faults, string[] others) =>
        Fields.Of(value, location, faults) is { } fields
            ? Machine(fields, ["Comment", "StartAt", "States", .. others], null)
            : null;

    /// <returns>Whether the query language is refused, which is reported.</returns>
    public static bool IsJsonata(Fields fields)
    {
        if (fields.TextOf("QueryLanguage", "JSONPath", "JSONata") != "JSONata")
        {
            return false;
        }

        fields.Faults.Unsupported("QueryLanguage JSONata", fields.At("QueryLanguage"));
        return true;
    }

    private static StateMachineDefinition? Machine(Fields fields, string[] allowed, TimeSpan? timeout)
    {
        foreach (var name in fields.Names.Where(name => !allowed.Contains(name)))
        {
            fields.Faults.Schema(
                $"Field '{name}' is not supported", fields.Location.Length > 0 ? fields.Location : "/");
        }

        fields.Require("States", "StartAt");
        if (fields.Text("StartAt") is not { } start
            || fields.Value("States") is not { } value
            || Fields.Of(value, fields.At("States"), fields.Faults) is not { } states)
        {
            return null;
        }

        return new StateMachineDefinition
        {
            StartAt = start,
            Comment = fields.Text("Comment"),
            Timeout = timeout,
            States = States(value, states),
        };
    }

    private static Dictionary<string, State> States(JsonElement value, Fields fields)
    {
        if (!value.EnumerateObject().Any())
        {
            fields.Faults.Schema("Value cannot be empty", fields.Location);
        }

        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var location = fields.At(member.Name);
            if (member.Name.Length is 0 or > TransitionCheck.NameLengthMax)
            {
                fields.Faults.Error(
                    FaultCode.InvalidName,
                    $"State names have 1 to {TransitionCheck.NameLengthMax} characters", location);
            }

            if (Fields.Of(member.Value, location, fields.Faults) is not { } state
                || StateParser.Parse(member.Name, state) is not { } parsed)
            {
                continue;
            }

            if (!states.TryAdd(member.Name, parsed))
            {
                TransitionCheck.ReportDuplicate(member.Name, location, fields.Faults);
            }
        }

        return states;
    }
}
