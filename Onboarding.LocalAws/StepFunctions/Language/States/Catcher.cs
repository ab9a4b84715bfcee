using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>One entry of Catch.</summary>
internal sealed class Catcher
{
    /// <summary>The name of the state that it belongs to.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public required string Next { get; init; }

    public ResultPath ResultPath { get; init; } = ResultPath.Replace;

    public Assignment Assign { get; init; } = Assignment.None;

    /// <summary>
    /// The error output <c>{"Error","Cause"}</c> by ResultPath into the raw input, and Assign, where <c>$</c> is the
    /// error output. The state's own OutputPath and Assign do not apply.
    /// </summary>
    /// <param name="scope">The failed state's.</param>
    public StateTransition Complete(StateScope scope, StatesException failure)
    {
        var error = JsonValue.Write(failure, static (writer, f) =>
        {
            writer.WriteStartObject();
            writer.WriteString("Error", f.Error);
            writer.WriteString("Cause", f.Cause);
            writer.WriteEndObject();
        });
        var assigned = Assign.Evaluate(new Evaluation(error, scope), State);
        var output = DataLimit.Check(ResultPath.Put(scope.Input, error), State);
        return new StateTransition(output, scope.Variables.With(assigned), assigned, Next);
    }
}
