using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// How filters see a message: as its event shows it, with a body that is a JSON object or list opened up. So a pattern
/// for an object drops a plain text, and one for a plain text drops an object
/// (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html).
/// </summary>
internal static class QueueFilter
{
    public static bool Wants(MappingSettings settings, QueueMessage message)
    {
        if (settings.Filters.Count == 0)
        {
            return true;
        }

        using var document = JsonDocument.Parse(View(message));
        return settings.Wants(document.RootElement);
    }

    private static ReadOnlyMemory<byte> View(QueueMessage message)
    {
        using var body = TryParse(message.Body);
        if (body is null)
        {
            return message.Json;
        }

        var view = new ArrayBufferWriter<byte>(message.Json.Length + 256);
        using var document = JsonDocument.Parse(message.Json);
        using (var json = new Utf8JsonWriter(view, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                (member.NameEquals("body") ? body.RootElement : member.Value).WriteTo(json);
            }

            json.WriteEndObject();
        }

        return view.WrittenMemory;
    }

    private static JsonDocument? TryParse(string body)
    {
        if (body.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            // It only looks like JSON: filters see the text.
            return null;
        }
    }
}
