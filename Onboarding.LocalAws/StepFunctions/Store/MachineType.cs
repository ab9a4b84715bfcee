namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>Fixed at creation; the values are in the journal.</summary>
internal enum MachineType
{
    Standard,
    Express,
}
