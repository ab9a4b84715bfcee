namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>The codes of diagnostics that a definition alone can cause.</summary>
internal static class FaultCode
{
    public const string InvalidJson = "INVALID_JSON_DESCRIPTION";
    public const string Schema = "SCHEMA_VALIDATION_FAILED";
    public const string MissingEnd = "MISSING_END_STATE";
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";
    public const string DuplicateName = "DUPLICATE_STATE_NAME";
    public const string InvalidName = "INVALID_STATE_NAME";
    public const string NoDollar = "NO_DOLLAR";
    public const string InvalidVariable = "INVALID_VARIABLE_NAME";
    public const string ReservedVariable = "RESERVED_VARIABLE_NAME";
    public const string StaticResult = "PASS_RESULT_IS_STATIC";
}
