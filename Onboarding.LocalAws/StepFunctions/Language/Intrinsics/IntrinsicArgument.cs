using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

internal abstract record IntrinsicArgument
{
    public virtual IEnumerable<string> Variables => [];

    public abstract JsonElement Evaluate(in Evaluation evaluation);
}

/// <param name="Template">What a text means as the first argument of States.Format, where braces count.</param>
internal sealed record LiteralArgument(JsonElement Value, FormatTemplate? Template) : IntrinsicArgument
{
    public override JsonElement Evaluate(in Evaluation evaluation) => Value;
}

internal sealed record PathArgument(ValuePath Path) : IntrinsicArgument
{
    public override IEnumerable<string> Variables => Path.Variable is { } name ? [name] : [];

    public override JsonElement Evaluate(in Evaluation evaluation) => Path.TryEvaluate(evaluation, out var value)
        ? value
        : throw new IntrinsicException(
            $"The JsonPath argument for the field '{Path}' could not be found in the input "
            + $"'{JsonValue.TextOf(evaluation.Data)}'");
}

internal sealed record CallArgument(IntrinsicCall Call) : IntrinsicArgument
{
    public override IEnumerable<string> Variables => Call.Variables;

    public override JsonElement Evaluate(in Evaluation evaluation) => Call.Evaluate(evaluation);
}

/// <summary>A function refuses its arguments.</summary>
internal sealed class IntrinsicException(string message) : Exception(message);
