using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Persistence;

/// <summary><see cref="MailChange"/>s in the journal.</summary>
internal sealed class MailChangeCodec : ChangeCodec<MailChange>
{
    public MailChangeCodec()
    {
        // Before messages had attachments and templates.
        Former(1, (ref from) => new MailChange.Accepted(ReadMail(ref from)));
        Kind(
            2,
            (to, counted) => to.SignedNumber(counted.Count),
            (ref from) => new MailChange.Counted(from.SignedNumber()));
        Kind<MailChange.Cleared>(3);
        // Before messages bounced.
        Former(4, (ref from) => new MailChange.Accepted(ReadRest(ref from, ReadMail(ref from))));
        Kind(
            5,
            (to, accepted) =>
            {
                WriteMail(to, accepted.Mail);
                WriteRest(to, accepted.Mail);
                to.Pairs(accepted.Mail.Undelivered);
                to.Flag(accepted.Mail.IsNotice);
            },
            (ref from) => new MailChange.Accepted(ReadRest(ref from, ReadMail(ref from)) with
            {
                Undelivered = from.Pairs(),
                IsNotice = from.Flag(),
            }));
    }

    private static void WriteMail(RecordWriter to, Mail mail)
    {
        to.Text(mail.MessageId);
        to.Time(mail.ReceivedAt);
        to.Text(mail.From);
        to.Texts(mail.Recipients.To);
        to.Texts(mail.Recipients.Cc);
        to.Texts(mail.Recipients.Bcc);
        to.Texts(mail.Recipients.ReplyTo);
        to.Text(mail.Content.Subject);
        to.OptionalText(mail.Content.Text);
        to.OptionalText(mail.Content.Html);
        to.Pairs(mail.Content.Headers);
        to.Flag(mail.Raw is not null);
        if (mail.Raw is { } raw)
        {
            to.Bytes(raw.Span);
        }

        to.Pairs(mail.Tags);
        to.SignedNumber(mail.SizeBytes);
    }

    private static Mail ReadMail(ref RecordReader from) => new()
    {
        MessageId = from.Text(),
        ReceivedAt = from.Time(),
        From = from.Text(),
        Recipients = new MailRecipients(from.Texts(), from.Texts(), from.Texts(), from.Texts()),
        Content = new MailContent(from.Text(), from.OptionalText(), from.OptionalText(), from.Pairs()),
        Raw = from.Flag() ? from.Bytes().ToArray() : (ReadOnlyMemory<byte>?)null,
        Tags = from.Pairs(),
        SizeBytes = from.SignedNumber(),
    };

    private static void WriteRest(RecordWriter to, Mail mail)
    {
        to.OptionalText(mail.TemplateName);
        to.OptionalText(mail.Fault);
        to.Number((ulong)mail.Attachments.Count);
        foreach (var attachment in mail.Attachments)
        {
            to.Text(attachment.FileName);
            to.Text(attachment.ContentType);
            to.Bytes(attachment.Content.Span);
            to.Flag(attachment.IsInline);
            to.OptionalText(attachment.ContentId);
            to.OptionalText(attachment.Description);
            to.Byte((byte)attachment.Encoding);
        }
    }

    private static Mail ReadRest(ref RecordReader from, Mail mail)
    {
        var (template, fault) = (from.OptionalText(), from.OptionalText());
        var attachments = new MailAttachment[from.Count()];
        for (var i = 0; i < attachments.Length; i++)
        {
            attachments[i] = new MailAttachment
            {
                FileName = from.Text(),
                ContentType = from.Text(),
                Content = from.Bytes().ToArray(),
                IsInline = from.Flag(),
                ContentId = from.OptionalText(),
                Description = from.OptionalText(),
                Encoding = (TransferEncoding)from.Byte(),
            };
        }

        return mail with { TemplateName = template, Fault = fault, Attachments = attachments };
    }
}
