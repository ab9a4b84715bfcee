using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.SesV2.Store;

namespace Onboarding.LocalAws.SesV2.Persistence;

/// <summary><see cref="MailChange"/>s in the journal.</summary>
internal sealed class MailChangeCodec : IChangeCodec<MailChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Accepted = 1,
        Counted = 2,
        Cleared = 3,
    }

    public void Write(RecordWriter to, MailChange change)
    {
        switch (change)
        {
            case MailChange.Accepted accepted:
                to.Byte((byte)Kind.Accepted);
                WriteMail(to, accepted.Mail);
                break;
            case MailChange.Counted counted:
                to.Byte((byte)Kind.Counted);
                to.SignedNumber(counted.Count);
                break;
            case MailChange.Cleared:
                to.Byte((byte)Kind.Cleared);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public MailChange Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.Accepted => new MailChange.Accepted(ReadMail(ref from)),
        Kind.Counted => new MailChange.Counted(from.SignedNumber()),
        Kind.Cleared => new MailChange.Cleared(),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };

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
}
