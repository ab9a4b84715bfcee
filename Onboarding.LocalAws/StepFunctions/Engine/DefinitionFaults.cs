using System.Text;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// What is wrong with a definition for a machine of one type, and what of it is not done here
/// (<see cref="DefinitionFault.IsUnsupported"/>).
/// </summary>
internal static class DefinitionFaults
{
    public static IReadOnlyList<DefinitionFault> Of(string definition, MachineType type)
    {
        var parsed = StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(definition));
        return parsed.Definition is not { } machine
            ? parsed.Faults
            : [
                .. parsed.Faults,
                .. StatesOf(machine).OfType<TaskState>().Select(task => ResourceFault(task, type))
                    .OfType<DefinitionFault>(),
            ];
    }

    private static IEnumerable<State> StatesOf(StateMachineDefinition machine) =>
        machine.States.Values.SelectMany(state => state switch
        {
            ParallelState parallel => parallel.Branches.SelectMany(StatesOf).Prepend(state),
            MapState map => StatesOf(map.Processor).Prepend(state),
            _ => [state],
        });

    /// <summary>The texts for Express are recorded; one of the two ends with a blank.</summary>
    private static DefinitionFault? ResourceFault(TaskState task, MachineType type) =>
        task.Resource is not ServiceResource service ? null
        : !Integrations.Has(service)
            ? new DefinitionFault(
                FaultSeverity.Error,
                FaultCode.Schema,
                $"not supported by Onboarding.LocalAws: {service.Arn}",
                LocationOf(task),
                IsUnsupported: true)
        : type == MachineType.Standard ? null
        : service.Pattern switch
        {
            IntegrationPattern.WaitForTaskToken => Express("'.waitForTaskToken' service integration ", task),
            IntegrationPattern.Sync or IntegrationPattern.Sync2 => Express("'.sync' service integration", task),
            _ => null,
        };

    private static DefinitionFault Express(string what, TaskState task) => new(
        FaultSeverity.Error, FaultCode.Schema, $"Express state machine does not support {what}", LocationOf(task));

    private static string LocationOf(TaskState task) => $"{task.Location}/Resource";
}
