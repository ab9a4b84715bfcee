using System.Buffers;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// AWS::SQS::Queue through CreateQueue, which is idempotent for equal attributes; others are set on the queue that is
/// there, as CloudFormation does.
/// </summary>
internal sealed class QueueProvisioner(WireClient wire)
{
    /// <summary>Returns the queue's URL as the endpoint names it.</summary>
    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task<string> CreateAsync(string name, TemplateMapping properties, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync(
            "sqs", "AmazonSQS.CreateQueue", "1.0", Body("QueueName", name, properties), stop);
        if (answer.ErrorCode != "QueueNameExists")
        {
            return UrlIn(answer, "CreateQueue");
        }

        answer = await CallAsync("GetQueueUrl", Body("QueueName", name, properties: null), stop);
        string url = UrlIn(answer, "GetQueueUrl");
        await CallAsync("SetQueueAttributes", Body("QueueUrl", url, properties), stop);
        return url;
    }

    private async Task<WireAnswer> CallAsync(string operation, byte[] body, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("sqs", $"AmazonSQS.{operation}", "1.0", body, stop);
        return answer.IsSuccess ? answer : throw new ProvisioningException($"{operation}: {answer.Describe()}");
    }

    private static string UrlIn(WireAnswer answer, string operation)
    {
        if (!answer.IsSuccess)
        {
            throw new ProvisioningException($"{operation}: {answer.Describe()}");
        }

        using JsonDocument document = answer.ParseJson();
        return document.RootElement.GetProperty("QueueUrl").GetString()!;
    }

    /// <param name="properties">Null for a request without attributes.</param>
    private static byte[] Body(string addressedBy, string address, TemplateMapping? properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(addressedBy, address);
            if (properties is not null)
            {
                WriteAttributes(writer, properties);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, TemplateMapping properties)
    {
        writer.WriteStartObject("Attributes"u8);
        foreach (TemplateEntry entry in properties.Entries)
        {
            if (SqsQueue.Attributes.Find(entry.Key) is { } property)
            {
                writer.WriteString(entry.Key, AttributeText(entry.Value, property.Shape));
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Every attribute is a text on the wire; a RedrivePolicy is JSON inside a text.</summary>
    private static string AttributeText(TemplateNode value, Shape shape)
    {
        if (value is TemplateScalar scalar)
        {
            return scalar.Value;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ShapeJson.Write(writer, value, shape);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
