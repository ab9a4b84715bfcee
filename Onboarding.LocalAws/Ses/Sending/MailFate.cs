namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>What becomes of a message at one recipient.</summary>
internal enum MailFate
{
    Delivered,

    /// <summary>The recipient's server knows no such user.</summary>
    Bounced,

    /// <summary>Delivered, and the recipient called it spam.</summary>
    Complained,

    /// <summary>Delivered, and the recipient's server answered by itself: out of the office.</summary>
    Answered,

    /// <summary>Not sent: the address is on the list that all accounts share.</summary>
    Suppressed,

    /// <summary>Not sent: on the account's own list, after a bounce.</summary>
    SuppressedByAccount,

    /// <summary>Not sent: on the account's own list, after a complaint.</summary>
    ComplainedToAccount,
}

/// <param name="Address">Without display name.</param>
internal sealed record RecipientFate(string Address, MailFate Fate)
{
    public bool IsDelivered => Fate is MailFate.Delivered or MailFate.Complained or MailFate.Answered;

    /// <summary>For a person who looks at the mailbox.</summary>
    public string InWords => Fate switch
    {
        MailFate.Delivered => "delivered",
        MailFate.Bounced => "bounced: the server knows no such user",
        MailFate.Complained => "delivered, and called spam",
        MailFate.Answered => "delivered, and answered automatically",
        MailFate.Suppressed => "not sent: on SES's suppression list",
        MailFate.SuppressedByAccount => "not sent: on the account's suppression list after a bounce",
        MailFate.ComplainedToAccount => "not sent: on the account's suppression list after a complaint",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
