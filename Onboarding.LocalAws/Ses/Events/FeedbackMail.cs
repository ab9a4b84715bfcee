using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Events;

/// <summary>
/// What comes back by mail, as identities forward feedback unless they are told not to: a bounce, a complaint, the
/// answer of who is out of the office. Its texts are this emulator's.
/// Source: https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html.
/// </summary>
internal static class FeedbackMail
{
    private const string Daemon = "MAILER-DAEMON@amazonses.com";
    private const string ComplaintDesk = "complaints@email-abuse.amazonses.com";

    /// <returns>Null where nothing comes back.</returns>
    public static Mail? Of(AcceptedMail accepted, MailHappening happened, DateTimeOffset now, RandomSource random)
    {
        if (happened.Fate is not { } fate || fate == MailFate.Delivered)
        {
            return null;
        }

        var addresses = string.Join(", ", happened.Addresses);
        var content = fate switch
        {
            MailFate.Answered => new MailContent(
                $"Out of the office: {accepted.Mail.Content.Subject}",
                "I am out of the office.\n",
                Html: null,
                [new("Auto-Submitted", "auto-replied")]),
            MailFate.Complained or MailFate.ComplainedToAccount => new MailContent(
                "Complaint about a message",
                $"{addresses} called message {accepted.Mail.MessageId} spam.\n",
                Html: null,
                [new("Auto-Submitted", "auto-generated")]),
            _ => new MailContent(
                "Delivery Status Notification (Failure)",
                $"Message {accepted.Mail.MessageId} did not reach {addresses}:\n{Bounce.Of(fate).DiagnosticCode}\n",
                Html: null,
                [new("Auto-Submitted", "auto-generated")]),
        };
        return new Mail
        {
            MessageId = Mail.NewId(now, random),
            ReceivedAt = now,
            From = fate switch
            {
                MailFate.Answered => happened.Addresses[0],
                MailFate.Complained or MailFate.ComplainedToAccount => ComplaintDesk,
                _ => Daemon,
            },
            Recipients = new MailRecipients(
                [EmailAddress.Parse(accepted.ReturnPath is { Length: > 0 } path ? path : accepted.Mail.From).Address],
                [],
                [],
                []),
            Content = content,
            IsNotice = true,
            SizeBytes = Encoding.UTF8.GetByteCount(content.Subject) + Encoding.UTF8.GetByteCount(content.Text!),
        };
    }
}
