using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Intrinsics;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Templates;

/// <summary>What stands behind <c>.$</c>: a path or an intrinsic function.</summary>
internal sealed class Expression
{
    private readonly ValuePath? _path;
    private readonly IntrinsicCall? _call;

    private Expression(ValuePath? path, IntrinsicCall? call)
    {
        _path = path;
        _call = call;
    }

    /// <exception cref="JsonPathException">It is neither.</exception>
    public static Expression Parse(string text) => text.StartsWith('$')
        ? new Expression(ValuePath.Parse(text), null)
        : new Expression(null, IntrinsicParser.Parse(text));

    public IEnumerable<string> Variables => _call?.Variables ?? (_path?.Variable is { } name ? [name] : []);

    /// <exception cref="StatesException">States.Runtime: a path leads nowhere, or a function fails.</exception>
    public JsonElement EvaluateField(in Evaluation evaluation, string field)
    {
        if (_call is not null)
        {
            return _call.Evaluate(evaluation);
        }

        return _path!.TryEvaluate(evaluation, out var value)
            ? value
            : throw new StatesException(
                StatesErrors.Runtime,
                $"The JSONPath '{_path}' specified for the field '{field}' could not be found in the input "
                + $"'{JsonValue.TextOf(evaluation.Data)}'");
    }
}
