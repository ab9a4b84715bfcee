using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>
/// <c>POST /v2/email/outbound-emails</c> with
/// <c>{"FromEmailAddress":"…","Destination":{"ToAddresses":["…"]},"Content":{"Simple":{"Subject":{"Data":"…"},…}}}</c>.
/// </summary>
internal sealed class SendEmailRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static SendEmailRequestMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, (SendEmailRequest)input);
        }

        var request = new DefaultRequest(input, "Amazon.SimpleEmailV2")
        {
            HttpMethod = "POST",
            ResourcePath = "/v2/email/outbound-emails",
            Content = buffer.WrittenSpan.ToArray(),
        };
        request.Headers["Content-Type"] = "application/json";
        return request;
    }

    private static void Write(Utf8JsonWriter json, SendEmailRequest request)
    {
        json.WriteStartObject();
        if (request.ConfigurationSetName is { } set)
        {
            json.WriteString("ConfigurationSetName", set);
        }

        if (request.Content is { } content)
        {
            WriteContent(json, content);
        }

        if (request.Destination is { } destination)
        {
            json.WriteStartObject("Destination");
            WriteList(json, "BccAddresses", destination.BccAddresses);
            WriteList(json, "CcAddresses", destination.CcAddresses);
            WriteList(json, "ToAddresses", destination.ToAddresses);
            json.WriteEndObject();
        }

        if (request.EmailTags is { Count: > 0 } tags)
        {
            WriteTags(json, tags);
        }

        if (request.FromEmailAddress is { } from)
        {
            json.WriteString("FromEmailAddress", from);
        }

        WriteList(json, "ReplyToAddresses", request.ReplyToAddresses);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("Content");
        if (content.Simple is { } message)
        {
            json.WriteStartObject("Simple");
            if (message.Body is { } body)
            {
                json.WriteStartObject("Body");
                WritePart(json, "Html", body.Html);
                WritePart(json, "Text", body.Text);
                json.WriteEndObject();
            }

            WritePart(json, "Subject", message.Subject);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, string name, Content? part)
    {
        if (part is null)
        {
            return;
        }

        json.WriteStartObject(name);
        if (part.Charset is { } charset)
        {
            json.WriteString("Charset", charset);
        }

        if (part.Data is { } data)
        {
            json.WriteString("Data", data);
        }

        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, List<MessageTag> tags)
    {
        json.WriteStartArray("EmailTags");
        foreach (var tag in tags)
        {
            json.WriteStartObject();
            if (tag.Name is { } name)
            {
                json.WriteString("Name", name);
            }

            if (tag.Value is { } value)
            {
                json.WriteString("Value", value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, List<string>? values)
    {
        if (values is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
