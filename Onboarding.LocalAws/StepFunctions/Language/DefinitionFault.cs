namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// A diagnostic of ValidateStateMachineDefinition
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
/// </summary>
/// <param name="Code">Such as <c>SCHEMA_VALIDATION_FAILED</c>: one of <see cref="FaultCode"/>.</param>
/// <param name="Location">A path such as <c>/States/Wait/Seconds</c>; null where AWS names none.</param>
/// <param name="IsUnsupported">AWS takes it, and this service does not.</param>
internal sealed record DefinitionFault(
    FaultSeverity Severity, string Code, string Message, string? Location, bool IsUnsupported = false)
{
    /// <summary>The form in which CreateStateMachine's InvalidDefinition lists it, e.g.
    /// <c>MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next</c>.</summary>
    public override string ToString() =>
        Location is null ? $"{Code}: {Message}" : $"{Code}: {Message} at {Location}";
}

internal enum FaultSeverity
{
    Error,
    Warning,
}
