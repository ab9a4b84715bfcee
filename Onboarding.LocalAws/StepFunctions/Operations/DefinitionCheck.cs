using System.Text;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>A definition as an operation gets it: what is wrong with it, and what of it is not done here.</summary>
internal static class DefinitionCheck
{
    /// <exception cref="Wire.AwsException">InvalidDefinition, or a part that is refused by name.</exception>
    public static void Require(string definition, MachineType type, string operation)
    {
        var errors = Faults(definition, type, operation).Where(f => f.Severity == FaultSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw StepFunctionsErrors.InvalidDefinition(string.Join(", ", errors));
        }
    }

    /// <exception cref="Wire.AwsException">A part is refused by name.</exception>
    public static IReadOnlyList<DefinitionFault> Faults(string definition, MachineType type, string operation)
    {
        var parsed = StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(definition));
        if (parsed.Faults.FirstOrDefault(f => f.IsUnsupported) is { } refused)
        {
            throw StepFunctionsErrors.Unsupported(operation, $"{refused.Message} at {refused.Location}");
        }

        if (parsed.Definition is null)
        {
            return parsed.Faults;
        }

        var services = StatesOf(parsed.Definition).OfType<TaskState>()
            .Where(task => task.Resource is ServiceResource)
            .Select(task => (Resource: (ServiceResource)task.Resource, Location: $"{task.Location}/Resource"))
            .ToList();
        if (services.FirstOrDefault(s => !Integrations.Has(s.Resource)) is { Resource: { } unknown } absent)
        {
            throw StepFunctionsErrors.Unsupported(operation, $"{unknown.Arn} at {absent.Location}");
        }

        return type == MachineType.Standard
            ? parsed.Faults
            : [.. parsed.Faults, .. services.Select(s => ExpressFault(s.Resource, s.Location)).OfType<DefinitionFault>()];
    }

    private static IEnumerable<State> StatesOf(StateMachineDefinition machine) =>
        machine.States.Values.SelectMany(state => state switch
        {
            ParallelState parallel => parallel.Branches.SelectMany(StatesOf).Prepend(state),
            MapState map => StatesOf(map.Processor).Prepend(state),
            _ => [state],
        });

    /// <summary>As recorded; one of the two texts ends with a blank.</summary>
    private static DefinitionFault? ExpressFault(ServiceResource resource, string location) => resource.Pattern switch
    {
        IntegrationPattern.WaitForTaskToken => Express("'.waitForTaskToken' service integration ", location),
        IntegrationPattern.Sync or IntegrationPattern.Sync2 => Express("'.sync' service integration", location),
        _ => null,
    };

    private static DefinitionFault Express(string what, string location) => new(
        FaultSeverity.Error, FaultCode.Schema, $"Express state machine does not support {what}", location);
}
