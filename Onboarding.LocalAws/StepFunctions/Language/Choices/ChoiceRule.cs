using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.Choices;

internal sealed record ChoiceRule(ChoiceCondition Condition, string Next, Assignment Assign);
