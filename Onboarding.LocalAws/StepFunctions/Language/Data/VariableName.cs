using System.Globalization;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>
/// A Unicode identifier of at most 80 characters
/// (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
/// </summary>
internal static class VariableName
{
    public const int LengthMax = 80;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= LengthMax && CanStart(name[0]) && name.All(CanContain);

    public static bool CanStart(char c) =>
        char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    public static bool CanContain(char c) => CanStart(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
