using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Choices;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>Reads choice rules: one of And, Or, Not and a Variable with one operator; the outermost has Next.</summary>
internal static class ChoiceParser
{
    private static readonly string[] RuleFields = ["Next", "Assign", "Comment"];

    private static readonly string[] Selectors = ["And", "Or", "Not", "Variable"];

    private static readonly Dictionary<string, TypeTest> TypeTests = new()
    {
        ["IsNull"] = TypeTest.Null,
        ["IsPresent"] = TypeTest.Present,
        ["IsNumeric"] = TypeTest.Numeric,
        ["IsString"] = TypeTest.Text,
        ["IsBoolean"] = TypeTest.Boolean,
        ["IsTimestamp"] = TypeTest.Time,
    };

    private static readonly Dictionary<string, (ComparedType Type, ComparisonOperator Operator)> Comparisons = (
        from type in Enum.GetValues<ComparedType>()
        from comparison in Enum.GetValues<ComparisonOperator>()
        where type != ComparedType.Boolean || comparison == ComparisonOperator.Equals
        select (Name: $"{type}{comparison}", type, comparison)).ToDictionary(c => c.Name, c => (c.type, c.comparison));

    public static ChoiceRule? Rule(JsonElement value, string location, Faults faults)
    {
        if (Fields.Of(value, location, faults) is not { } fields)
        {
            return null;
        }

        fields.Require("Next");
        var condition = Condition(fields, RuleFields);
        var assign = AssignParser.Parse(fields);
        return condition is not null && fields.Text("Next") is { } next
            ? new ChoiceRule(condition, next, assign)
            : null;
    }

    private static ChoiceCondition? Nested(JsonElement value, string location, Faults faults) =>
        Fields.Of(value, location, faults) is { } fields ? Condition(fields, ["Comment"]) : null;

    private static ChoiceCondition? Condition(Fields fields, string[] others)
    {
        if (fields.Has("Condition"))
        {
            fields.Faults.Schema(
                "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' "
                + "QueryLanguage",
                fields.Location);
            return null;
        }

        var selectors = Selectors.Where(fields.Has).ToArray();
        if (selectors.Length != 1)
        {
            fields.Faults.Schema(
                "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
                fields.Location);
            return null;
        }

        string[] rest = [.. fields.Names.Where(n => n != selectors[0] && !others.Contains(n))];
        if (selectors[0] == "Variable")
        {
            return Test(fields, rest);
        }

        foreach (var name in rest)
        {
            fields.Faults.Schema($"Field '{name}' is not supported", fields.Location);
        }

        return selectors[0] switch
        {
            "And" => new AndCondition(Several(fields, "And")),
            "Or" => new OrCondition(Several(fields, "Or")),
            _ => Nested(fields.Value("Not")!.Value, fields.At("Not"), fields.Faults) is { } inner
                ? new NotCondition(inner)
                : null,
        };
    }

    private static IReadOnlyList<ChoiceCondition> Several(Fields fields, string name) =>
        [.. (fields.Items(name) ?? []).Select((v, i) => Nested(v, $"{fields.At(name)}[{i}]", fields.Faults))
            .OfType<ChoiceCondition>()];

    private static ChoiceCondition? Test(Fields fields, string[] names)
    {
        var variable = Path(fields, "Variable");
        var operators = names.Where(IsOperator).ToArray();
        foreach (var other in names.Except(operators))
        {
            fields.Faults.Schema($"Field '{other}' is not supported", fields.Location);
        }

        if (operators.Length != 1)
        {
            fields.Faults.Schema(
                operators.Length > 1
                    ? $"There should only be one of the following fields: [{string.Join(", ", operators)}]"
                    : "This object should have one of the comparison operators",
                fields.Location);
            return null;
        }

        return variable is null ? null : Test(fields, variable, operators[0]);
    }

    private static ChoiceCondition? Test(Fields fields, ValuePath variable, string name)
    {
        if (TypeTests.TryGetValue(name, out var test))
        {
            return fields.Boolean(name) is { } expected ? new TypeCondition(variable, test, expected) : null;
        }

        if (name == "StringMatches")
        {
            return fields.Text(name) is { } text ? new MatchCondition(variable, StringPattern.Parse(text)) : null;
        }

        if (Comparisons.TryGetValue(name, out var comparison))
        {
            return IsOf(comparison.Type, fields, name)
                ? new ComparisonCondition(
                    variable, comparison.Type, comparison.Operator, null, fields.Value(name)!.Value)
                : null;
        }

        var (type, operation) = Comparisons[name[..^4]];
        return Path(fields, name) is { } path
            ? new ComparisonCondition(variable, type, operation, path, default)
            : null;
    }

    private static bool IsOf(ComparedType type, Fields fields, string name)
    {
        switch (type)
        {
            case ComparedType.Boolean:
                return fields.Boolean(name) is not null;
            case ComparedType.Numeric:
                return fields.Number(name, double.NegativeInfinity) is not null;
            case ComparedType.String:
                return fields.Text(name) is not null;
            default:
                if (fields.Text(name) is not { } text || Timestamp.TryParse(text, out _))
                {
                    return fields.Has(name);
                }

                fields.Faults.Schema("String does not match RFC3339 timestamp", fields.At(name));
                return false;
        }
    }

    private static bool IsOperator(string name) =>
        name == "StringMatches" || TypeTests.ContainsKey(name) || Comparisons.ContainsKey(name)
        || (name.EndsWith("Path", StringComparison.Ordinal) && Comparisons.ContainsKey(name[..^4]));

    private static ValuePath? Path(Fields fields, string name)
    {
        if (fields.Text(name) is { } text && !text.StartsWith('$'))
        {
            fields.Faults.Schema(
                "Value is not a Reference Path: Reference path didn't start with '$'", fields.At(name));
            return null;
        }

        return fields.Path(name);
    }
}
