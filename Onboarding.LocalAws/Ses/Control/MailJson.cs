using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Control;

/// <summary>Mails as JSON: the list leaves the bodies out, one mail has them.</summary>
internal static class MailJson
{
    public static ReadOnlyMemory<byte> List(IReadOnlyList<Mail> mails) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var mail in mails)
        {
            json.WriteStartObject();
            WriteEnvelope(json, mail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <param name="attachments">Of the mail, which are downloaded by their place in the list.</param>
    public static ReadOnlyMemory<byte> One(Mail mail, IReadOnlyList<MailAttachment> attachments) => Write(json =>
    {
        json.WriteStartObject();
        WriteEnvelope(json, mail);
        json.WriteString("text"u8, mail.Content.Text);
        json.WriteString("html"u8, mail.Content.Html);
        WritePairs(json, "headers", mail.Content.Headers);
        WritePairs(json, "tags", mail.Tags);
        WriteAttachments(json, attachments);
        json.WriteEndObject();
    });

    private static void WriteEnvelope(Utf8JsonWriter json, Mail mail)
    {
        json.WriteString("messageId"u8, mail.MessageId);
        json.WriteString("receivedAt"u8, mail.ReceivedAt.UtcDateTime);
        json.WriteString("from"u8, mail.From);
        JsonWire.WriteTexts(json, "to", mail.Recipients.To);
        JsonWire.WriteTexts(json, "cc", mail.Recipients.Cc);
        JsonWire.WriteTexts(json, "bcc", mail.Recipients.Bcc);
        JsonWire.WriteTexts(json, "replyTo", mail.Recipients.ReplyTo);
        json.WriteString("subject"u8, mail.Content.Subject);
        json.WriteString("snippet"u8, Snippet.Of(mail.Content));
        json.WriteNumber("sizeBytes"u8, mail.SizeBytes);
        if (mail.TemplateName is { } template)
        {
            json.WriteString("template"u8, template);
        }

        if (mail.Fault is { } fault)
        {
            json.WriteString("fault"u8, fault);
        }

        if (mail.Undelivered.Count > 0)
        {
            WriteUndelivered(json, mail.Undelivered);
        }
    }

    private static void WriteUndelivered(
        Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> undelivered)
    {
        json.WriteStartArray("undelivered"u8);
        foreach (var (address, why) in undelivered)
        {
            json.WriteStartObject();
            json.WriteString("to"u8, address);
            json.WriteString("why"u8, why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<MailAttachment> attachments)
    {
        json.WriteStartArray("attachments"u8);
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("fileName"u8, attachment.FileName);
            json.WriteString("contentType"u8, attachment.ContentType);
            json.WriteNumber("sizeBytes"u8, attachment.Content.Length);
            json.WriteBoolean("isInline"u8, attachment.IsInline);
            json.WriteString("contentId"u8, attachment.ContentId);
            json.WriteString("description"u8, attachment.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, key);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            write(json);
        }

        return body.WrittenMemory;
    }
}
