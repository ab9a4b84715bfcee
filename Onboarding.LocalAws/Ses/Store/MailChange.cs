namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Everything that can happen to the mailbox: the whole of what a journal has to keep.</summary>
internal abstract record MailChange
{
    public sealed record Accepted(Mail Mail) : MailChange;

    /// <summary>How many messages were accepted that are no longer there.</summary>
    public sealed record Counted(long Count) : MailChange;

    public sealed record Cleared : MailChange;
}
