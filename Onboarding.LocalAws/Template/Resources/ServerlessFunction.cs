using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>
/// AWS::Serverless::Function without its Events, which the SAM transform turns into resources of their own.
/// </summary>
internal static class ServerlessFunction
{
    public const string Name = "AWS::Serverless::Function";

    private static readonly Shape Destination = Shape.Object(
        Property.Optional("Type", Shape.OneOf("SQS", "Lambda", "EventBridge")),
        Property.Required("Destination", Shape.Text));

    private static readonly Shape Statement = Shape.Object(
        Property.Optional("Sid", Shape.Text),
        Property.Required("Effect", Shape.OneOf("Allow", "Deny")),
        Property.Optional("Action", Shape.Json),
        Property.Optional("NotAction", Shape.Json),
        Property.Optional("Resource", Shape.Json),
        Property.Optional("NotResource", Shape.Json),
        Property.Optional("Condition", Shape.Json));

    public static readonly ObjectShape EventInvokeConfig = Shape.Object(
        Property.Optional("MaximumEventAgeInSeconds", Shape.Integer(60, 21_600)),
        Property.Optional("MaximumRetryAttempts", Shape.Integer(0, 2)),
        Property.Optional("DestinationConfig", Shape.Object(
            Property.Optional("OnSuccess", Destination),
            Property.Optional("OnFailure", Destination))));

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Optional("FunctionName", Shape.Text),
        Property.Required("Handler", Shape.Text),
        Property.Required("Runtime", Shape.OneOf("provided.al2023", "dotnet10", "dotnet8")),
        Property.Required("CodeUri", Shape.Text),
        Property.Optional("DeadLetterQueue", Shape.Object(
            Property.Required("Type", Shape.OneOf("SQS")), Property.Required("TargetArn", Shape.Text))),
        Property.Optional("Environment", Shape.Object(
            Property.Required("Variables", Shape.Map(Shape.Text)))),
        Property.Optional("EventInvokeConfig", EventInvokeConfig),
        Property.Optional("MemorySize", Shape.Integer(128, 10_240)),
        Property.Optional("Policies", Shape.List(Shape.Object(
            Property.Optional("Version", Shape.OneOf("2012-10-17")),
            Property.Required("Statement", Shape.List(Statement))))),
        Property.Optional("ReservedConcurrentExecutions", Shape.Integer(0, 1000)),
        Property.Optional("Timeout", Shape.Integer(1, 900)),
        Property.CloudOnly("Architectures"),
        Property.CloudOnly("Description"),
        Property.CloudOnly("EphemeralStorage"),
        Property.CloudOnly("LoggingConfig"),
        Property.CloudOnly("Tags"),
        Property.CloudOnly("Tracing")))
    {
        NameProperty = "FunctionName",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("lambda", $"function:{name}"),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
