namespace Onboarding.Functions.Provision;

/// <summary>
/// The welcome mail was certainly not sent. Holds SES's code, not its text, which quotes the recipient.
/// </summary>
internal sealed class WelcomeMailNotSentException(string code, string why) : Exception(why)
{
    public string Code { get; } = code;
}
