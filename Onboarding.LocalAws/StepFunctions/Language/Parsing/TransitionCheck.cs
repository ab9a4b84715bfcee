using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// Where states lead: each target is a state of the same machine, each state is reached, one of the outermost machine
/// ends it, and no name is there twice. The order and the words are those of AWS's answers.
/// </summary>
internal static class TransitionCheck
{
    public const int NameLengthMax = 80;

    public static void Run(StateMachineDefinition definition, Faults faults)
    {
        CheckTargets(definition, "", faults);
        var hasEnd = definition.States.Values.Any(IsTerminal);
        if (!hasEnd)
        {
            faults.Error(FaultCode.MissingEnd, "Workflow has no terminal state", null);
        }
        else
        {
            CheckReached(definition, faults);
        }

        CheckNames(definition, [], faults);
    }

    public static void ReportDuplicate(string name, string location, Faults faults) =>
        faults.Error(FaultCode.DuplicateName, $"Duplicate State name: {name}", location);

    /// <returns>The machines inside of a state, with where they are.</returns>
    public static IEnumerable<(StateMachineDefinition Machine, string Location)> Inner(State state) => state switch
    {
        ParallelState parallel => parallel.Branches.Select((b, i) => (b, $"{state.Location}/Branches[{i}]")),
        MapState map => [(map.Processor, $"{state.Location}/{map.ProcessorField}")],
        _ => [],
    };

    private static void CheckTargets(StateMachineDefinition machine, string location, Faults faults)
    {
        CheckTarget(machine, machine.StartAt, $"{location}/StartAt", faults);
        foreach (var state in machine.States.Values)
        {
            foreach (var (target, at) in Targets(state))
            {
                CheckTarget(machine, target, at, faults);
            }

            foreach (var (inner, at) in Inner(state))
            {
                CheckTargets(inner, at, faults);
            }
        }
    }

    private static void CheckTarget(StateMachineDefinition machine, string target, string location, Faults faults)
    {
        if (!machine.States.ContainsKey(target))
        {
            faults.Error(FaultCode.MissingTarget, $"Missing 'Next' target: {target}", location);
        }
    }

    private static void CheckReached(StateMachineDefinition machine, Faults faults)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([machine.StartAt]);
        while (waiting.TryPop(out var name))
        {
            if (machine.States.TryGetValue(name, out var state) && reached.Add(name))
            {
                foreach (var (target, _) in Targets(state))
                {
                    waiting.Push(target);
                }
            }
        }

        foreach (var state in machine.States.Values)
        {
            if (!reached.Contains(state.Name))
            {
                faults.Error(FaultCode.MissingTarget, $"State \"{state.Name}\" is not reachable.", state.Location);
            }

            foreach (var (inner, _) in Inner(state))
            {
                CheckReached(inner, faults);
            }
        }
    }

    private static void CheckNames(StateMachineDefinition machine, HashSet<string> names, Faults faults)
    {
        foreach (var state in machine.States.Values)
        {
            if (!names.Add(state.Name))
            {
                ReportDuplicate(state.Name, state.Location, faults);
            }

            foreach (var (inner, _) in Inner(state))
            {
                CheckNames(inner, names, faults);
            }
        }
    }

    private static bool IsTerminal(State state) =>
        state is SucceedState or FailState || (state is not ChoiceState && state.Next is null);

    private static IEnumerable<(string Target, string Location)> Targets(State state)
    {
        if (state.Next is { } next)
        {
            yield return (next, $"{state.Location}/Next");
        }

        if (state is ChoiceState choice)
        {
            foreach (var (i, rule) in choice.Choices.Index())
            {
                yield return (rule.Next, $"{state.Location}/Choices[{i}]/Next");
            }

            if (choice.Default is { } otherwise)
            {
                yield return (otherwise, $"{state.Location}/Default");
            }
        }

        if (state is FallibleState fallible)
        {
            foreach (var (i, catcher) in fallible.Catchers.Index())
            {
                yield return (catcher.Next, $"{state.Location}/Catch[{i}]/Next");
            }
        }
    }
}
