using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Templates;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>Checks a message as SES does and puts it into the mailbox, for both of SES's APIs.</summary>
internal sealed partial class Outbox(
    AwsScope scope,
    TimeProvider time,
    RandomSource random,
    Mailbox mailbox,
    EmailIdentities identities,
    ILogger<Outbox> logger)
{
    /// <returns>The message's id.</returns>
    /// <exception cref="AwsException">SES does not take the message.</exception>
    public string Send(OutgoingMail outgoing, SendingErrors errors)
    {
        var mail = Compose(outgoing, errors);
        if (mail.SizeBytes > errors.SizeBytesMax)
        {
            throw errors.TooLarge(mail.SizeBytes);
        }

        ThrowIf(MailRules.OfRecipients(mail.Recipients), errors);
        if (outgoing.ConfigurationSetName is { Length: > 0 } set)
        {
            throw errors.NoConfigurationSet(set);
        }

        ThrowUnlessVerified(mail.From, errors);
        if (outgoing.ReturnPath is { Length: > 0 } returnPath)
        {
            ThrowUnlessVerified(returnPath, errors);
        }

        mailbox.Add(mail);
        if (mail.Fault is { } reason)
        {
            LogNotRendered(logger, mail.MessageId, mail.TemplateName ?? "(inline)", reason);
        }

        return mail.MessageId;
    }

    private Mail Compose(OutgoingMail outgoing, SendingErrors errors)
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
            ThrowIf(MailRules.OfFileName(attachment.FileName), errors);
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

        ThrowIf(MailRules.OfHeaders(content.Headers), errors);
        return New(outgoing, outgoing.From!, content);
    }

    /// <summary>
    /// SES accepts a message that it cannot render, sends the event Rendering Failure, and delivers nothing:
    /// https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html. Here the mailbox has it with the
    /// fault, and the log a line.
    /// </summary>
    private Mail FromTemplate(OutgoingMail outgoing, TemplatedContent template, SendingErrors errors)
    {
        ThrowIf(MailRules.OfHeaders(template.Headers), errors);
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
            ThrowIf(MailRules.OfFileName(attachment.FileName), errors);
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
            // AWS's form, milliseconds first: 0100016c5e1a3b4d-8f0e8b1c-…-000000. The prefix names the region's shard;
            // 0100 is us-east-1's.
            MessageId = $"0100{now.ToUnixTimeMilliseconds():x12}-{random.NextGuid()}-000000",
            ReceivedAt = now,
            From = from,
            Recipients = outgoing.Recipients,
            Content = content,
            Attachments = outgoing.Attachments,
            Tags = outgoing.Tags,
            SizeBytes = MailRules.SizeBytesOf(content, outgoing.Attachments),
        };
    }

    private void ThrowUnlessVerified(string sender, SendingErrors errors)
    {
        var (address, fault) = EmailAddress.Parse(sender);
        ThrowIf(fault, errors);
        if (!identities.Covers(address))
        {
            throw SesErrors.NotVerified(sender, scope.Region);
        }
    }

    private static void ThrowIf(string? fault, SendingErrors errors)
    {
        if (fault is not null)
        {
            throw errors.Invalid(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message {MessageId} of the template {Template} was "
        + "accepted and is not delivered: {Fault}")]
    private static partial void LogNotRendered(ILogger logger, string messageId, string template, string fault);
}
