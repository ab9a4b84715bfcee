using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::SQS::Queue through CreateQueue, which is idempotent for equal attributes; others are set
/// on the queue that is there, as CloudFormation does.
/// </summary>
internal sealed class SqsQueue : IStackResource
{
    private const string Name = "AWS::SQS::Queue";
    private const string FifoSuffix = ".fifo";

    /// <summary>The part that becomes CreateQueue's Attributes, which are all texts on the wire.</summary>
    private static readonly ObjectShape Attributes = Shape.Object(
        Property.Optional("DelaySeconds", Shape.Integer(0, 900)),
        Property.Optional("MaximumMessageSize", Shape.Integer(1024, 1_048_576)),
        Property.Optional("MessageRetentionPeriod", Shape.Integer(60, 1_209_600)),
        Property.Optional("ReceiveMessageWaitTimeSeconds", Shape.Integer(0, 20)),
        Property.Optional("RedrivePolicy", Shape.Object(
            Property.Required("deadLetterTargetArn", Shape.Text),
            Property.Required("maxReceiveCount", Shape.Integer(1, 1000)))),
        Property.Optional("VisibilityTimeout", Shape.Integer(0, 43_200)),
        Property.Optional("FifoQueue", Shape.Boolean),
        Property.Optional("ContentBasedDeduplication", Shape.Boolean),
        Property.Optional("DeduplicationScope", Shape.OneOf("messageGroup", "queue")),
        Property.Optional("FifoThroughputLimit", Shape.OneOf("perMessageGroupId", "perQueue")));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. Attributes.Properties,
        Property.Optional("QueueName", Shape.Text),
        Property.CloudOnly("KmsMasterKeyId"),
        Property.CloudOnly("SqsManagedSseEnabled"),
        Property.CloudOnly("Tags"),
    ]))
    {
        NameProperty = "QueueName",
        GeneratedNameEnding = new GeneratedNameEnding("FifoQueue", FifoSuffix),
        Check = CheckType,
        Ref = (stack, name) => stack.QueueUrl(name),
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("sqs", name),
            ["QueueName"] = (_, name) => name,
            ["QueueUrl"] = (stack, name) => stack.QueueUrl(name),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <summary>What CreateQueue would say, with the place in the template.</summary>
    private static void CheckType(TemplateMapping properties, TemplateFaults faults)
    {
        var isFifo = properties.FindBoolean("FifoQueue");
        if (properties.Find("QueueName") is TemplateScalar name
            && name.Value.EndsWith(FifoSuffix, StringComparison.Ordinal) != (isFifo ?? false))
        {
            faults.Add(name.Position, "The name of a FIFO queue, and of no other, ends with .fifo.");
        }

        if (isFifo == true)
        {
            return;
        }

        // AWS knows the four in FIFO queues only, and of these FifoQueue is true ("Unknown Attribute FifoQueue.").
        foreach (var property in (string[])
            ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"])
        {
            if (properties.Find(property) is { } value)
            {
                faults.Add(value.Position, $"Unknown Attribute {property}: the queue is a standard queue.");
            }
        }
    }

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var created = (await context.TryCallAsync(
            JsonApi.Sqs, "CreateQueue", Body("QueueName", context.Name, context.Properties), stop))
            .MustSucceed(unless: "QueueNameExists");
        var url = created.IsSuccess ? created.Text("QueueUrl") : await UpdateAsync(context, stop);
        context.SetCreated("Ref", url);
        context.SetCreated("QueueUrl", url);
        if (context.IsElsewhere(JsonApi.Sqs))
        {
            await KeepArnAsync(context, url, stop);
        }
    }

    /// <summary>Account and region of another endpoint are its own; of this host the ARN is known before.</summary>
    private static async Task KeepArnAsync(ResourceContext context, string url, CancellationToken stop)
    {
        var body = JsonBody.Object(json =>
        {
            json.WriteString("QueueUrl"u8, url);
            json.WriteStartArray("AttributeNames"u8);
            json.WriteStringValue("QueueArn"u8);
            json.WriteEndArray();
        });
        var queue = await context.CallAsync(JsonApi.Sqs, "GetQueueAttributes", body, stop);
        context.SetCreated("Arn", queue.Text("Attributes", "QueueArn"));
    }

    private static async Task<string> UpdateAsync(ResourceContext context, CancellationToken stop)
    {
        var kept = await context.CallAsync(
            JsonApi.Sqs, "GetQueueUrl", JsonBody.Object("QueueName", context.Name), stop);
        var url = kept.Text("QueueUrl");
        await context.CallAsync(JsonApi.Sqs, "SetQueueAttributes", Body("QueueUrl", url, context.Properties), stop);
        return url;
    }

    private static byte[] Body(string addressedBy, string address, TemplateMapping properties) =>
        JsonBody.Object(json =>
        {
            json.WriteString(addressedBy, address);
            json.WriteStartObject("Attributes"u8);
            foreach (var entry in properties.Entries)
            {
                if (Attributes.Find(entry.Key) is { } property)
                {
                    json.WriteString(entry.Key, AttributeText(entry.Value, property.Shape));
                }
            }

            json.WriteEndObject();
        });

    /// <summary>Every attribute is a text on the wire; a RedrivePolicy is JSON inside a text.</summary>
    private static string AttributeText(TemplateNode value, Shape shape) =>
        value is not TemplateScalar scalar ? JsonBody.Text(value, shape)
        : shape == Shape.Boolean && Booleans.TryParse(scalar.Value, out var flag) ? (flag ? "true" : "false")
        : scalar.Value;
}
