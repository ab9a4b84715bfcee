using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// SendEmail's Content: <c>{"Simple":{"Subject":{"Data":"…"},"Body":{"Text":{"Data":"…"}}}}</c>, or a whole message as
/// <c>{"Raw":{"Data":"base64"}}</c>.
/// </summary>
internal sealed record EmailContent(MailContent? Simple, byte[]? Raw)
{
    public static EmailContent Read(RequestMembers? given)
    {
        if (given is not { } content)
        {
            return new EmailContent(Simple: null, Raw: null);
        }

        content.Refuse("Template");
        return new EmailContent(ReadSimple(content.Object("Simple")), content.Object("Raw")?.Blob("Data"));
    }

    private static MailContent? ReadSimple(RequestMembers? given)
    {
        if (given is not { } message)
        {
            return null;
        }

        message.Refuse("Attachments");
        // Subject and Body are required members of Message in the service's model.
        var subject = Data(message, "Subject")
            ?? throw SesErrors.BadRequest("Subject is required for Simple content.");
        var body = message.Object("Body");
        return new MailContent(
            subject, Data(body, "Text"), Data(body, "Html"), NamedValues.Read(message, "Headers", "Name"));
    }

    /// <summary><c>{"Data":"…","Charset":"UTF-8"}</c>: JSON carries Unicode, so that Charset has no effect.</summary>
    private static string? Data(RequestMembers? owner, string name) => owner?.Object(name)?.Text("Data");
}
