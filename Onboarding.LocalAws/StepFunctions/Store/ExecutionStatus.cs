namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>The values are in the journal.</summary>
internal enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}
