namespace Onboarding.Functions.Users;

/// <summary>What came back of a user's mail. A user who has one is not mailed again.</summary>
internal static class MailState
{
    /// <summary>The address's server refuses it for good.</summary>
    public const string Bounced = "bounced";

    /// <summary>The recipient has called the mail spam.</summary>
    public const string Complained = "complained";
}
