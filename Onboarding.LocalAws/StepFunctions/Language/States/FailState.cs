using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>Ends its machine with an error.</summary>
internal sealed class FailState(StateCommon common) : State(common)
{
    public override string Type => "Fail";

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>A path, or a function that returns a text.</summary>
    public Expression? ErrorPath { get; init; }

    public Expression? CausePath { get; init; }

    public Failure Failure(StateScope scope)
    {
        var evaluation = new Evaluation(scope.Input, scope);
        return new Failure(
            Error ?? Text(ErrorPath, evaluation, nameof(ErrorPath)),
            Cause ?? Text(CausePath, evaluation, nameof(CausePath)));
    }

    private static string? Text(Expression? path, in Evaluation evaluation, string field)
    {
        if (path is null)
        {
            return null;
        }

        var value = path.EvaluateField(evaluation, field);
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new StatesException(
                StatesErrors.Runtime,
                $"The {field} parameter does not reference a string value: {path} == {JsonValue.TextOf(value)}");
    }
}

/// <summary>Both may be absent, as AWS leaves them out of the history then.</summary>
internal sealed record Failure(string? Error, string? Cause);
