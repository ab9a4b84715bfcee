using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// One state of a machine. What it does with its data are pure functions of a <see cref="StateScope"/>; what takes
/// time or leaves the machine (a task, a wait, branches) is the engine's. Each throws <see cref="StatesException"/>,
/// whose cause lacks AWS's beginning "An error occurred while executing the state …": the engine knows the event's id.
/// </summary>
internal abstract class State(StateCommon common)
{
    public string Name => common.Name;

    /// <summary>Where it is in the definition: <c>/States/Fan out/Branches[0]/States/Left</c>.</summary>
    public string Location => common.Location;

    public string? Comment => common.Comment;

    /// <summary>Null in a terminal state, and in a Choice.</summary>
    public string? Next => common.Next;

    public Assignment Assign => common.Assign;

    /// <summary>AWS's word: <c>Pass</c>, <c>Task</c>, …</summary>
    public abstract string Type { get; }

    /// <summary>Where the state may have them.</summary>
    public PayloadTemplate? Parameters { get; init; }

    public ResultPath ResultPath { get; init; } = ResultPath.Replace;

    /// <returns>What the state works on: InputPath, then Parameters where the state has them.</returns>
    public JsonElement EffectiveInput(StateScope scope)
    {
        var input = Select(common.InputPath, new Evaluation(scope.Input, scope));
        return Parameters is null
            ? input
            : DataLimit.Check(Parameters.Evaluate(new Evaluation(input, scope)), Name);
    }

    /// <summary>Assign, ResultPath, OutputPath.</summary>
    /// <param name="result">What goes into the raw input.</param>
    /// <param name="assigning">What <c>$</c> means in Assign.</param>
    protected StateTransition Complete(StateScope scope, JsonElement result, JsonElement assigning) =>
        Leave(scope, ResultPath.Put(scope.Input, result), assigning, Assign, Next);

    /// <summary>Assign and OutputPath.</summary>
    protected StateTransition Leave(
        StateScope scope, JsonElement output, JsonElement assigning, Assignment assign, string? next)
    {
        var assigned = assign.Evaluate(new Evaluation(assigning, scope), Name);
        var selected = Select(common.OutputPath, new Evaluation(output, scope));
        return new StateTransition(DataLimit.Check(selected, Name), scope.Variables.With(assigned), assigned, next);
    }

    private static JsonElement Select(ValuePath? path, in Evaluation evaluation) =>
        path is null ? JsonValue.EmptyObject : path.Evaluate(evaluation);
}
