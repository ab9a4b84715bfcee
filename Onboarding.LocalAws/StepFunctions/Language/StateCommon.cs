using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>What states of all types have, where the type has it.</summary>
/// <param name="InputPath">Null: the input is discarded, and an empty object taken.</param>
/// <param name="OutputPath">Null: the output is an empty object.</param>
internal sealed record StateCommon(
    string Name,
    string Location,
    string? Comment,
    string? Next,
    ValuePath? InputPath,
    ValuePath? OutputPath,
    Assignment Assign);
