using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Events;

/// <summary>
/// The detail of an event:
/// <code>
/// {"eventType":"Bounce","mail":{"timestamp":"…","source":"…","messageId":"…","destination":["…"],"headers":[…],
/// "commonHeaders":{…},"tags":{"ses:configuration-set":["…"],"userId":["…"]}},
/// "bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"…"}],…}}
/// </code>
/// Source: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html, examples beside it;
/// what the simulator's addresses bring: https://geek-tips.imtqy.com/articles/540709/index.html
/// (recorded).
/// </summary>
internal static class MailEventJson
{
    /// <summary>Headers are truncated "if they are larger than 10 KB" (the page above).</summary>
    private const int HeadersSizeBytesMax = 10 * 1024;

    public static string Write(AcceptedMail accepted, MailEventType type, MailHappening happened, AwsScope scope)
    {
        var body = new ArrayBufferWriter<byte>(2_048);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("eventType"u8, MailEventNames.EventTypeOf(type));
            WriteMail(json, accepted, scope);
            WriteHappening(json, accepted.Mail, type, happened);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    private static void WriteMail(Utf8JsonWriter json, AcceptedMail accepted, AwsScope scope)
    {
        var mail = accepted.Mail;
        json.WriteStartObject("mail"u8);
        json.WriteString("timestamp"u8, IsoTime.Milliseconds(mail.ReceivedAt));
        json.WriteString("source"u8, mail.From);
        json.WriteString("sourceArn"u8, scope.Arn("ses", $"identity/{accepted.Sender.Name}"));
        json.WriteString("sendingAccountId"u8, scope.AccountId);
        json.WriteString("messageId"u8, mail.MessageId);
        JsonWire.WriteTexts(json, "destination", [.. mail.Recipients.All.Select(r => EmailAddress.Parse(r).Address)]);
        WriteHeaders(json, MimeReader.Read(mail.Raw ?? MimeWriter.Write(mail)).Headers);
        json.WriteStartObject("commonHeaders"u8);
        JsonWire.WriteTexts(json, "from", [mail.From]);
        JsonWire.WriteTexts(json, "to", mail.Recipients.To);
        json.WriteString("messageId"u8, mail.MessageId);
        json.WriteString("subject"u8, mail.Content.Subject);
        json.WriteEndObject();
        WriteTags(json, accepted);
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var sizeBytes = 0;
        var kept = headers.TakeWhile(
            h => (sizeBytes += Encoding.UTF8.GetByteCount(h.Key) + Encoding.UTF8.GetByteCount(h.Value))
                <= HeadersSizeBytesMax).ToArray();
        json.WriteBoolean("headersTruncated"u8, kept.Length < headers.Count);
        json.WriteStartArray("headers"u8);
        foreach (var (name, value) in kept)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>SES's own tags, then those of the message.</summary>
    private static void WriteTags(Utf8JsonWriter json, AcceptedMail accepted)
    {
        var from = EmailAddress.Parse(accepted.Mail.From).Address;
        json.WriteStartObject("tags"u8);
        JsonWire.WriteTexts(json, "ses:operation", [accepted.Call.Operation]);
        JsonWire.WriteTexts(json, "ses:configuration-set", [accepted.Set!.Name]);
        if (accepted.Call.SourceIp is { } address)
        {
            JsonWire.WriteTexts(json, "ses:source-ip", [address]);
        }

        JsonWire.WriteTexts(json, "ses:from-domain", [from[(from.LastIndexOf('@') + 1)..]]);
        JsonWire.WriteTexts(json, "ses:caller-identity", [accepted.Call.CallerIdentity]);
        foreach (var tag in accepted.Mail.Tags.GroupBy(t => t.Key, t => t.Value, StringComparer.Ordinal))
        {
            JsonWire.WriteTexts(json, tag.Key, [.. tag]);
        }

        json.WriteEndObject();
    }

    private static void WriteHappening(Utf8JsonWriter json, Mail mail, MailEventType type, MailHappening happened)
    {
        switch (type)
        {
            case MailEventType.Send:
                json.WriteStartObject("send"u8);
                json.WriteEndObject();
                break;
            case MailEventType.Delivery:
                WriteDelivery(json, mail, happened);
                break;
            case MailEventType.Bounce:
                WriteBounce(json, happened);
                break;
            case MailEventType.Complaint:
                WriteComplaint(json, mail, happened);
                break;
            case MailEventType.RenderingFailure:
                json.WriteStartObject("failure"u8);
                json.WriteString("errorMessage"u8, mail.Fault);
                json.WriteString("templateName"u8, mail.TemplateName);
                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteDelivery(Utf8JsonWriter json, Mail mail, MailHappening happened)
    {
        json.WriteStartObject("delivery"u8);
        json.WriteString("timestamp"u8, IsoTime.Milliseconds(happened.At));
        json.WriteNumber("processingTimeMillis"u8, (long)(happened.At - mail.ReceivedAt).TotalMilliseconds);
        JsonWire.WriteTexts(json, "recipients", happened.Addresses);
        json.WriteString("smtpResponse"u8, "250 2.6.0 Message received");
        json.WriteString("reportingMTA"u8, "a8-70.smtp-out.amazonses.com");
        json.WriteEndObject();
    }

    private static void WriteBounce(Utf8JsonWriter json, MailHappening happened)
    {
        var bounce = Bounce.Of(happened.Fate!.Value);
        json.WriteStartObject("bounce"u8);
        json.WriteString("feedbackId"u8, happened.FeedbackId);
        json.WriteString("bounceType"u8, bounce.Type);
        json.WriteString("bounceSubType"u8, bounce.SubType);
        json.WriteStartArray("bouncedRecipients"u8);
        foreach (var address in happened.Addresses)
        {
            json.WriteStartObject();
            json.WriteString("emailAddress"u8, address);
            if (bounce.DiagnosticCode is { } code)
            {
                json.WriteString("action"u8, "failed");
                json.WriteString("status"u8, "5.1.1");
                json.WriteString("diagnosticCode"u8, code);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("timestamp"u8, IsoTime.Milliseconds(happened.At));
        if (bounce.ReportingMta is { } server)
        {
            json.WriteString("reportingMTA"u8, server);
        }

        json.WriteEndObject();
    }

    private static void WriteComplaint(Utf8JsonWriter json, Mail mail, MailHappening happened)
    {
        json.WriteStartObject("complaint"u8);
        json.WriteString("feedbackId"u8, happened.FeedbackId);
        json.WriteString(
            "complaintSubType"u8, happened.Fate == MailFate.ComplainedToAccount ? Bounce.OnAccountList : null);
        json.WriteStartArray("complainedRecipients"u8);
        foreach (var address in happened.Addresses)
        {
            json.WriteStartObject();
            json.WriteString("emailAddress"u8, address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("timestamp"u8, IsoTime.Milliseconds(happened.At));
        if (happened.Fate == MailFate.Complained)
        {
            json.WriteString("userAgent"u8, "Amazon SES Mailbox Simulator");
            json.WriteString("complaintFeedbackType"u8, "abuse");
            json.WriteString("arrivalDate"u8, IsoTime.Milliseconds(mail.ReceivedAt));
        }

        json.WriteEndObject();
    }
}
