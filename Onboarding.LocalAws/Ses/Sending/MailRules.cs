using System.Collections.Frozen;
using System.Text;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>What SES takes of a message. Each rule gives AWS's text for what is wrong, or null.</summary>
internal static class MailRules
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html</summary>
    private const int RecipientCountMax = 50;

    /// <summary>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html</summary>
    private const int HeaderCountMax = 15;

    private const int HeaderNameLengthMax = 126;
    private const int HeaderValueLengthMax = 995;

    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/mime-types.html, in its order.</summary>
    private static readonly FrozenSet<string> ForbiddenExtensions = (
        "ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins isp its js jse ksh lib "
        + "lnk mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msc msh msh1 msh2 mshxml msh1xml "
        + "msh2xml msi msp mst ops pcd pif plg prf prg reg scf scr sct shb shs sys ps1 ps1xml ps2 ps2xml psc1 psc2 tmp "
        + "url vb vbe vbs vps vsmacros vss vst vsw vxd ws wsc wsf wsh xnk")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string? OfRecipients(MailRecipients recipients) =>
        recipients.Count == 0 ? "Destination must have at least one recipient."
        : recipients.Count > RecipientCountMax ? $"Recipient count exceeds {RecipientCountMax}."
        : OfAddresses(recipients.To) ?? OfAddresses(recipients.Cc) ?? OfAddresses(recipients.Bcc)
            ?? OfAddresses(recipients.ReplyTo);

    /// <summary>A line break in a header would let its author write headers of the envelope's owner.</summary>
    public static string? OfHeaders(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (headers.Count > HeaderCountMax)
        {
            return $"A message can have at most {HeaderCountMax} headers.";
        }

        foreach (var (name, value) in headers)
        {
            if (name.Length is 0 or > HeaderNameLengthMax
                || !name.All(c => c is > ' ' and < (char)127 and not ':'))
            {
                return $"Invalid header name: {name}";
            }

            if (value.Length is 0 or > HeaderValueLengthMax || !value.All(c => c is >= ' ' and < (char)127))
            {
                return $"Invalid header value for {name}";
            }
        }

        return null;
    }

    /// <summary>Trackers quote SMTP's text of it: "554 Transaction failed: Illegal filename 'a.exe'".</summary>
    public static string? OfFileName(string name) =>
        ForbiddenExtensions.Contains(Path.GetExtension(name).TrimStart('.')) ? $"Illegal filename '{name}'." : null;

    /// <summary>What the message will measure, but for some headers.</summary>
    public static long SizeBytesOf(MailContent content, IReadOnlyList<MailAttachment> attachments) =>
        (long)Encoding.UTF8.GetByteCount(content.Subject)
        + Encoding.UTF8.GetByteCount(content.Text ?? "")
        + Encoding.UTF8.GetByteCount(content.Html ?? "")
        + attachments.Sum(SizeBytesOf);

    /// <summary>Base64 makes four characters of three bytes, in lines of 76 and a line's end.</summary>
    private static long SizeBytesOf(MailAttachment attachment) =>
        attachment.Encoding != TransferEncoding.Base64 && MimeText.IsSevenBit(attachment.Content.Span)
            ? attachment.Content.Length
            : (attachment.Content.Length + 2L) / 3 * 4 * 78 / 76;

    private static string? OfAddresses(IReadOnlyList<string> addresses)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            if (EmailAddress.Parse(addresses[i]).Fault is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
