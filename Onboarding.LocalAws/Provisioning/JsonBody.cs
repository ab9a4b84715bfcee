using System.Buffers;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>Resolved properties as JSON: bodies of requests, and texts that hold JSON.</summary>
internal static class JsonBody
{
    public static byte[] Object(Action<Utf8JsonWriter> writeMembers) => JsonWire.Object(writeMembers);

    /// <summary>A request that gives what its properties say: the API has their names and types.</summary>
    /// <param name="nameMember">Takes the physical name or the id.</param>
    /// <param name="shape">What the API takes of the properties.</param>
    public static byte[] Object(string nameMember, string name, TemplateMapping properties, ObjectShape shape) =>
        Object(json =>
        {
            json.WriteString(nameMember, name);
            json.WriteProperties(properties, shape);
        });

    /// <summary>A request that only addresses something.</summary>
    public static byte[] Object(string nameMember, string name) => Object(json => json.WriteString(nameMember, name));

    public static string Text(TemplateNode value, Shape shape)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions))
        {
            ShapeJson.Write(json, value, shape);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Those properties that the shape has, as members of the object that the writer is in.</summary>
    public static void WriteProperties(this Utf8JsonWriter json, TemplateMapping properties, ObjectShape shape)
    {
        foreach (var entry in properties.Entries)
        {
            if (shape.Find(entry.Key) is { } property)
            {
                json.WritePropertyName(entry.Key);
                ShapeJson.Write(json, entry.Value, property.Shape);
            }
        }
    }
}
