namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>A text that is no path; the message says why.</summary>
internal sealed class JsonPathException(string message) : Exception(message);
