using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>A definition as an operation gets it.</summary>
internal static class DefinitionCheck
{
    /// <exception cref="AwsException">InvalidDefinition, or a part that is refused by name.</exception>
    public static void Require(string definition, MachineType type, string operation)
    {
        var errors = Faults(definition, type, operation).Where(f => f.Severity == FaultSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw StepFunctionsErrors.InvalidDefinition(string.Join(", ", errors));
        }
    }

    /// <exception cref="AwsException">A part is refused by name: 501, not a fault that AWS would find.</exception>
    public static IReadOnlyList<DefinitionFault> Faults(string definition, MachineType type, string operation)
    {
        var faults = DefinitionFaults.Of(definition, type);
        return faults.FirstOrDefault(f => f.IsUnsupported) is { } refused
            ? throw new AwsException(new AwsError(
                "NotImplementedException",
                501,
                $"{refused.Message} at {refused.Location} in StepFunctions {operation}. COMPAT.md lists what is."))
            : faults;
    }
}
