using Onboarding.LocalAws.StepFunctions.Language.States;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// The scopes of variables: an inner machine reads the outer one's and assigns none of their names
/// (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
/// </summary>
internal static class VariableCheck
{
    public static void Run(StateMachineDefinition definition, Faults faults) => Check(definition, [], faults);

    private static void Check(StateMachineDefinition machine, HashSet<string> outer, Faults faults)
    {
        var own = new HashSet<string>(outer, StringComparer.Ordinal);
        foreach (var state in machine.States.Values)
        {
            foreach (var name in Assigned(state))
            {
                if (outer.Contains(name))
                {
                    faults.Schema($"Variable '{name}' is assigned in an outer scope", state.Location);
                }

                own.Add(name);
            }
        }

        foreach (var (inner, _) in machine.States.Values.SelectMany(TransitionCheck.Inner))
        {
            Check(inner, own, faults);
        }
    }

    private static IEnumerable<string> Assigned(State state)
    {
        IEnumerable<Assignment> assignments =
        [
            state.Assign,
            .. state is FallibleState fallible ? fallible.Catchers.Select(c => c.Assign) : [],
            .. state is ChoiceState choice ? choice.Choices.Select(c => c.Assign) : [],
        ];
        return assignments.SelectMany(a => a.Variables).Select(v => v.Key).Distinct();
    }
}
