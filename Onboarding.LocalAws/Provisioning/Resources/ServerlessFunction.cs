using System.Collections.Frozen;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Serverless::Function without its Events, which the SAM transform turns into resources of their own.
/// </summary>
internal sealed class ServerlessFunction : IStackResource
{
    private const string Name = SamTypes.Function;

    /// <summary>
    /// Those in which Lambda creates functions (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html). The
    /// name decides nothing here: what runs a function is given beside the template, or its start is refused.
    /// </summary>
    private static readonly string[] Runtimes =
    [
        "dotnet10", "dotnet8", "java11", "java17", "java21", "java25", "java8.al2", "nodejs20.x", "nodejs22.x",
        "nodejs24.x", "provided.al2", "provided.al2023", "python3.10", "python3.11", "python3.12", "python3.13",
        "python3.14", "ruby3.2", "ruby3.3", "ruby3.4",
    ];

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

    private static readonly ObjectShape EventInvokeConfig = Shape.Object(
        Property.Optional("MaximumEventAgeInSeconds", Shape.Integer(60, 21_600)),
        Property.Optional("MaximumRetryAttempts", Shape.Integer(0, 2)),
        Property.Optional("DestinationConfig", Shape.Object(
            Property.Optional("OnSuccess", Destination),
            Property.Optional("OnFailure", Destination))));

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Optional("FunctionName", Shape.Text),
        Property.Required("Handler", Shape.Text),
        Property.Required("Runtime", Shape.OneOf(Runtimes)),
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
        Check = CheckDestinations,
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("lambda", $"function:{name}"),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static void CheckDestinations(TemplateMapping properties, TemplateFaults faults)
    {
        var config = properties.Find("EventInvokeConfig") as TemplateMapping;
        var destinations = config?.Find("DestinationConfig") as TemplateMapping;
        foreach (var outcome in (string[])["OnFailure", "OnSuccess"])
        {
            DestinationCheck.Check(destinations?.Find(outcome), "Destination", ["events", "lambda", "sqs"], faults);
        }

        DestinationCheck.Check(properties.Find("DeadLetterQueue"), "TargetArn", ["sqs"], faults);
    }

    /// <inheritdoc/>
    public Task CreateAsync(ResourceContext context, CancellationToken stop) =>
        context.Runtime.CreateFunctionAsync(
            Read(context.Name, context.Properties) with { LogicalId = context.Resource.LogicalId }, stop).AsTask();

    private static FunctionDefinition Read(string name, TemplateMapping properties)
    {
        var definition = new FunctionDefinition
        {
            Name = name,
            Handler = properties.RequiredText("Handler"),
            Runtime = properties.RequiredText("Runtime"),
            CodeUri = properties.FindText("CodeUri"),
            // SAM makes a role per function; its physical name only has to be stable here.
            RoleName = name + "Role",
            Environment = properties.FindMap("Environment")?.FindTexts("Variables") ?? [],
            PolicyDocuments =
            [
                .. properties.FindList("Policies").Select(policy => JsonBody.Text(policy, Shape.Json)),
            ],
            ReservedConcurrency = properties.FindInteger("ReservedConcurrentExecutions"),
            AsyncInvoke = ReadAsyncInvoke(properties),
        };
        return definition with
        {
            Timeout = properties.FindSeconds("Timeout") ?? definition.Timeout,
            MemorySizeMegabytes = properties.FindInteger("MemorySize") ?? definition.MemorySizeMegabytes,
        };
    }

    private static AsyncInvokeSettings ReadAsyncInvoke(TemplateMapping properties)
    {
        var defaults = new AsyncInvokeSettings();
        var config = properties.FindMap("EventInvokeConfig");
        var destinations = config?.FindMap("DestinationConfig");
        return new AsyncInvokeSettings
        {
            EventAgeMax = config?.FindSeconds("MaximumEventAgeInSeconds") ?? defaults.EventAgeMax,
            RetryAttemptsMax = config?.FindInteger("MaximumRetryAttempts") ?? defaults.RetryAttemptsMax,
            OnSuccess = destinations?.FindMap("OnSuccess")?.FindText("Destination"),
            OnFailure = destinations?.FindMap("OnFailure")?.FindText("Destination"),
            DeadLetterTargetArn = properties.FindMap("DeadLetterQueue")?.FindText("TargetArn"),
        };
    }
}
