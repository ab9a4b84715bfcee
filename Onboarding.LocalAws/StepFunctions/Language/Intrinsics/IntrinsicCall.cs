using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>
/// <c>States.Format('{}-{}', $.a, States.UUID())</c>, compiled
/// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html).
/// </summary>
/// <param name="Text">As written: AWS's error quotes it.</param>
internal sealed record IntrinsicCall(
    string Text, IntrinsicFunction Function, IReadOnlyList<IntrinsicArgument> Arguments)
{
    public IEnumerable<string> Variables => Arguments.SelectMany(a => a.Variables);

    /// <exception cref="StatesException">
    /// States.Runtime, as an execution in AWS fails; States.IntrinsicFailure is only in the documentation.
    /// </exception>
    public JsonElement Evaluate(in Evaluation evaluation)
    {
        try
        {
            if (Arguments.Count < Function.CountMin || Arguments.Count > Function.CountMax)
            {
                throw new IntrinsicException($"Invalid number of arguments in {Function.Name}");
            }

            var values = new JsonElement[Arguments.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Arguments[i].Evaluate(evaluation);
            }

            var template = Arguments is [LiteralArgument literal, ..] ? literal.Template : null;
            return Function.Apply(new IntrinsicArguments(Function.Name, values, template, evaluation.Scope.Random));
        }
        catch (IntrinsicException e)
        {
            throw new StatesException(
                StatesErrors.Runtime, $"The function '{Text}' had the following error: {e.Message}");
        }
    }
}

/// <param name="CountMax">How many arguments it takes at most.</param>
internal sealed record IntrinsicFunction(
    string Name, int CountMin, int CountMax, Func<IntrinsicArguments, JsonElement> Apply);
