using System.Text;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// Cognito's mails end in the mailbox that SES's do. They do not go through SendEmail: a pool with the default
/// e-mail settings sends from Cognito's own address, which is no identity of the account.
/// </summary>
internal sealed class CodesToMailbox(Mailbox mailbox, TimeProvider time, RandomSource random) : ICodeDelivery
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html</summary>
    private const string From = "no-reply@verificationemail.com";

    public ValueTask DeliverAsync(CodeMail mail, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        mailbox.Add(new Mail
        {
            MessageId = Mail.NewId(now, random),
            ReceivedAt = now,
            From = From,
            Recipients = new MailRecipients([mail.To], [], [], []),
            Content = new MailContent(mail.Subject, Text: null, mail.Html, []),
            IsNotice = true,
            SizeBytes = Encoding.UTF8.GetByteCount(mail.Subject) + Encoding.UTF8.GetByteCount(mail.Html),
        });
        return ValueTask.CompletedTask;
    }
}
