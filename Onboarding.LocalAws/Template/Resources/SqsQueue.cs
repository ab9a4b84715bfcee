using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::SQS::Queue, standard queues only.</summary>
internal static class SqsQueue
{
    public const string Name = "AWS::SQS::Queue";

    /// <summary>The part that becomes CreateQueue's Attributes, which are all texts on the wire.</summary>
    public static readonly ObjectShape Attributes = Shape.Object(
        Property.Optional("DelaySeconds", Shape.Integer(0, 900)),
        Property.Optional("MaximumMessageSize", Shape.Integer(1024, 1_048_576)),
        Property.Optional("MessageRetentionPeriod", Shape.Integer(60, 1_209_600)),
        Property.Optional("ReceiveMessageWaitTimeSeconds", Shape.Integer(0, 20)),
        Property.Optional("RedrivePolicy", Shape.Object(
            Property.Required("deadLetterTargetArn", Shape.Text),
            Property.Required("maxReceiveCount", Shape.Integer(1, 1000)))),
        Property.Optional("VisibilityTimeout", Shape.Integer(0, 43_200)));

    public static readonly ResourceType Type = new(Name, Shape.Object(
    [
        .. Attributes.Properties,
        Property.Optional("QueueName", Shape.Text),
        Property.CloudOnly("KmsMasterKeyId"),
        Property.CloudOnly("SqsManagedSseEnabled"),
        Property.CloudOnly("Tags"),
    ]))
    {
        NameProperty = "QueueName",
        Ref = (stack, name) => stack.QueueUrl(name),
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("sqs", name),
            ["QueueName"] = (_, name) => name,
            ["QueueUrl"] = (stack, name) => stack.QueueUrl(name),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
