using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>Reads Assign: an object whose members are variables.</summary>
internal static class AssignParser
{
    private const string Reserved = "states";

    public static Assignment Parse(Fields fields)
    {
        if (fields.Value("Assign") is not { } value)
        {
            return Assignment.None;
        }

        var location = fields.At("Assign");
        if (value.ValueKind != JsonValueKind.Object)
        {
            fields.Faults.Schema("Value must be an object", location);
            return Assignment.None;
        }

        var variables = TemplateCompiler.Members(value, location, fields.Faults);
        foreach (var (name, _) in variables)
        {
            CheckName(name, location, fields.Faults);
        }

        return new Assignment(variables);
    }

    private static void CheckName(string name, string location, Faults faults)
    {
        if (name == Reserved)
        {
            faults.Error(
                FaultCode.ReservedVariable, "Cannot assign to reserved variable '$states'.", $"{location}/{name}");
        }
        else if (!VariableName.IsValid(name))
        {
            faults.Error(
                FaultCode.InvalidVariable,
                $"Invalid variable name '{name}': the variable name contains invalid characters.",
                $"{location}/{name}");
        }
    }
}
