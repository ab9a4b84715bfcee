using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>A resource's properties as the request that creates it: the API has their names and types.</summary>
internal static class CreateBody
{
    /// <param name="nameMember">Takes the physical name.</param>
    /// <param name="shape">What the API takes of the properties.</param>
    public static byte[] Write(string nameMember, string name, TemplateMapping properties, ObjectShape shape) =>
        Write(properties, shape, writer => writer.WriteString(nameMember, name));

    /// <summary>For an API that gives no name.</summary>
    public static byte[] Write(TemplateMapping properties, ObjectShape shape) => Write(properties, shape, _ => { });

    private static byte[] Write(TemplateMapping properties, ObjectShape shape, Action<Utf8JsonWriter> writeName)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeName(writer);
            foreach (TemplateEntry entry in properties.Entries)
            {
                if (shape.Find(entry.Key) is { } property)
                {
                    writer.WritePropertyName(entry.Key);
                    ShapeJson.Write(writer, entry.Value, property.Shape);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
