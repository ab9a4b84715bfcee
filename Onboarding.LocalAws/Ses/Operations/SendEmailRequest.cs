using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// The body of SendEmail:
/// <code>
/// {"FromEmailAddress":"…","Destination":{"ToAddresses":["…"]},
///  "Content":{"Simple":{"Subject":{"Data":"…"},"Body":{"Text":{"Data":"…"},"Html":{"Data":"…"}}}}}
/// </code>
/// </summary>
internal sealed record SendEmailRequest(
    string? From,
    MailRecipients Recipients,
    EmailContent Content,
    string? ConfigurationSetName,
    IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    public static SendEmailRequest Read(RequestMembers input)
    {
        var destination = input.Object("Destination");
        return new SendEmailRequest(
            input.Text("FromEmailAddress"),
            new MailRecipients(
                destination?.Texts("ToAddresses") ?? [],
                destination?.Texts("CcAddresses") ?? [],
                destination?.Texts("BccAddresses") ?? [],
                input.Texts("ReplyToAddresses") ?? []),
            EmailContent.Read(input.Object("Content")),
            input.Text("ConfigurationSetName"),
            NamedValues.Read(input, "EmailTags", "Name"));
    }
}
