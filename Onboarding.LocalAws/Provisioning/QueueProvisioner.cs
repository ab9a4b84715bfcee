using System.Buffers;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>AWS::SQS::Queue through CreateQueue, which is idempotent for equal attributes.</summary>
internal sealed class QueueProvisioner(WireClient wire)
{
    /// <summary>Returns the queue's URL as the endpoint names it.</summary>
    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task<string> CreateAsync(string name, TemplateMapping properties, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("sqs", "AmazonSQS.CreateQueue", "1.0", Body(name, properties), stop);
        if (!answer.IsSuccess) throw new ProvisioningException($"CreateQueue: {answer.Describe()}");
        using JsonDocument document = answer.ParseJson();
        return document.RootElement.GetProperty("QueueUrl").GetString()!;
    }

    private static byte[] Body(string name, TemplateMapping properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("QueueName"u8, name);
            writer.WriteStartObject("Attributes"u8);
            foreach (TemplateEntry entry in properties.Entries)
            {
                if (SqsQueue.Attributes.Find(entry.Key) is { } property)
                    writer.WriteString(entry.Key, AttributeText(entry.Value, property.Shape));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Every attribute is a text on the wire; a RedrivePolicy is JSON inside a text.</summary>
    private static string AttributeText(TemplateNode value, Shape shape)
    {
        if (value is TemplateScalar scalar) return scalar.Value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) ShapeJson.Write(writer, value, shape);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
