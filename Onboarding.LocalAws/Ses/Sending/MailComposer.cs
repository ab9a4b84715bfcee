using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Templates;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>Makes a message of what a caller asks to send, checked as far as its content goes.</summary>
internal sealed class MailComposer(TimeProvider time, RandomSource random)
{
    /// <exception cref="AwsException">SES does not take the message.</exception>
    public Mail Compose(OutgoingMail outgoing, SendingErrors errors)
    {
        if (outgoing.Raw is { } raw)
        {
            return FromRaw(outgoing, raw, errors);
        }

        if (string.IsNullOrEmpty(outgoing.From))
        {
            var kind = outgoing.Simple is null ? "Template" : "Simple";
            throw errors.Invalid($"FromEmailAddress is required for {kind} content.");
        }

        foreach (var attachment in outgoing.Attachments)
        {
            errors.ThrowIf(MailRules.OfFileName(attachment.FileName));
        }

        return outgoing.Template is { } template
            ? FromTemplate(outgoing, template, errors)
            : FromSimple(outgoing, outgoing.Simple!, errors);
    }

    private Mail FromSimple(OutgoingMail outgoing, MailContent content, SendingErrors errors)
    {
        if (content.Text is null && content.Html is null)
        {
            throw errors.Invalid("Body must have Text or Html.");
        }

        errors.ThrowIf(MailRules.OfHeaders(content.Headers));
        return New(outgoing, outgoing.From!, content);
    }

    /// <summary>
    /// SES accepts a message that it cannot render, sends the event Rendering Failure, and delivers nothing:
    /// https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html. Here the mailbox has it with the
    /// fault, too, and the log a line.
    /// </summary>
    private Mail FromTemplate(OutgoingMail outgoing, TemplatedContent template, SendingErrors errors)
    {
        errors.ThrowIf(MailRules.OfHeaders(template.Headers));
        try
        {
            var content = MailTemplateRendering.Render(
                template.Content, template.Data, template.Headers, errors.SizeBytesMax);
            return New(outgoing, outgoing.From!, content) with { TemplateName = template.Name };
        }
        catch (RenderingException e)
        {
            if (e.Unsupported is { } feature)
            {
                throw errors.Unsupported(feature);
            }

            var nothing = new MailContent("", Text: null, Html: null, template.Headers);
            return New(outgoing with { Attachments = [] }, outgoing.From!, nothing) with
            {
                TemplateName = template.Name,
                Fault = $"Rendering Failure: {e.Message}",
            };
        }
    }

    /// <summary>Members of the request win over the message's own headers, as the API documents.</summary>
    private Mail FromRaw(OutgoingMail outgoing, byte[] raw, SendingErrors errors)
    {
        if (raw.Length > errors.SizeBytesMax)
        {
            throw errors.TooLarge(raw.Length);
        }

        var message = MimeReader.Read(raw);
        var from = outgoing.From ?? message.Header("From");
        if (string.IsNullOrEmpty(from))
        {
            throw errors.Invalid("Missing required header 'From'.");
        }

        foreach (var attachment in message.Attachments)
        {
            errors.ThrowIf(MailRules.OfFileName(attachment.FileName));
        }

        var content = new MailContent(message.Header("Subject") ?? "", message.Text, message.Html, message.Headers);
        var mail = New(outgoing, from, content) with { Raw = raw, SizeBytes = raw.Length };
        return outgoing.Recipients.Count > 0
            ? mail
            : mail with { Recipients = Addressed(message.Recipients(), outgoing.Destinations) };
    }

    /// <summary>Who gets the message without being named in it was copied blindly.</summary>
    private static MailRecipients Addressed(MailRecipients named, IReadOnlyList<string> destinations)
    {
        if (destinations.Count == 0)
        {
            return named;
        }

        string[] to = [.. destinations.Where(d => IsAmong(named.To, d))];
        string[] cc = [.. destinations.Except(to).Where(d => IsAmong(named.Cc, d))];
        return named with { To = to, Cc = cc, Bcc = [.. destinations.Except(to).Except(cc)] };
    }

    private static bool IsAmong(IReadOnlyList<string> named, string destination) => named.Any(n =>
        EmailAddress.Parse(n).Address.Equals(
            EmailAddress.Parse(destination).Address, StringComparison.OrdinalIgnoreCase));

    private Mail New(OutgoingMail outgoing, string from, MailContent content)
    {
        var now = time.GetUtcNow();
        return new Mail
        {
            MessageId = Mail.NewId(now, random),
            ReceivedAt = now,
            From = from,
            Recipients = outgoing.Recipients,
            Content = content,
            Attachments = outgoing.Attachments,
            Tags = outgoing.Tags,
            SizeBytes = MailRules.SizeBytesOf(content, outgoing.Attachments),
        };
    }
}
