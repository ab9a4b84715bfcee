using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Hosting;

/// <summary>A mail that SES has accepted. Nothing leaves this machine.</summary>
public sealed record ReceivedMail
{
    internal ReceivedMail(Mail mail)
    {
        MessageId = mail.MessageId;
        ReceivedAt = mail.ReceivedAt;
        From = mail.From;
        To = mail.Recipients.To;
        Cc = mail.Recipients.Cc;
        Bcc = mail.Recipients.Bcc;
        Subject = mail.Content.Subject;
        Text = mail.Content.Text;
        Html = mail.Content.Html;
        TemplateName = mail.TemplateName;
    }

    /// <summary>What SendEmail answered.</summary>
    public string MessageId { get; }

    /// <summary>By the host's clock, in UTC.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>As the sender wrote it, display name included.</summary>
    public string From { get; }

    /// <summary>As the sender wrote them, display names included.</summary>
    public IReadOnlyList<string> To { get; }

    /// <inheritdoc cref="To"/>
    public IReadOnlyList<string> Cc { get; }

    /// <inheritdoc cref="To"/>
    public IReadOnlyList<string> Bcc { get; }

    /// <summary>Decoded.</summary>
    public string Subject { get; }

    /// <summary>Null where the mail has no plain part.</summary>
    public string? Text { get; }

    /// <summary>Null where the mail has no HTML part.</summary>
    public string? Html { get; }

    /// <summary>Null where the mail was not made of a stored template.</summary>
    public string? TemplateName { get; }
}
