namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// A state has failed: what Retry and Catch look at.
/// </summary>
/// <param name="error">AWS's name, one of <see cref="StatesErrors"/> or a task's own.</param>
/// <param name="cause">The text for a person.</param>
internal sealed class StatesException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error { get; } = error;

    public string Cause { get; } = cause;
}
