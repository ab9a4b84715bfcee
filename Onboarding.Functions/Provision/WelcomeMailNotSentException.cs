namespace Onboarding.Functions.Provision;

/// <summary>SES did not take the welcome mail. Holds SES's code and request id, not its text.</summary>
internal sealed class WelcomeMailRefusedException(string code, string requestId)
    : Exception($"SES refused the welcome mail: {code} (request {requestId}).");
