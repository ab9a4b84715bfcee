using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Schemas;

/// <summary>
/// Every resource's properties against CloudFormation's schema. SAM's own types are held against the type that the
/// transform makes of them, as the SAM specification says for each property ("passed directly to the … property of an
/// AWS::Lambda::Function"); the properties that are SAM's alone are those that the local host's loader knows by name.
/// (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html)
/// </summary>
internal static class TemplateSchemas
{
    private const string Function = "AWS::Lambda::Function";
    private const string Stage = "AWS::ApiGatewayV2::Stage";

    private static readonly string[] OfFunction =
        ["CodeUri", "DeadLetterQueue", "EventInvokeConfig", "Events", "Policies", "Tracing"];

    private static readonly string[] OfHttpApi =
    [
        "AccessLogSettings", "Auth", "DefaultRouteSettings", "DefinitionBody", "DefinitionUri", "Domain",
        "PropagateTags", "RouteSettings", "StageName", "StageVariables", "Tags",
    ];

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template)
    {
        var check = new SchemaCheck(CloudFormationSchemas.Load());
        return template.Resources
            .SelectMany(resource => OfResource(check, resource).Select(fault => Named(resource.LogicalId, fault)))
            .Concat(template.EventSources.Where(source => source.Function is not null)
                .SelectMany(source => OfEvent(check, source).Select(fault => Named(source.Name, fault))));
    }

    private static IEnumerable<TemplateFault> OfResource(SchemaCheck check, CloudResource resource) =>
        resource.Type switch
        {
            SamTypes.Function => check.Check(Function, Without(resource.Properties, OfFunction), "Code", "Role")
                .Concat(resource.Properties.Find("EventInvokeConfig") is TemplateMapping config
                    ? check.Check(
                        "AWS::Lambda::EventInvokeConfig", WithoutDestinationTypes(config), "FunctionName", "Qualifier")
                    : []),
            SamTypes.HttpApi => check.Check("AWS::ApiGatewayV2::Api", Without(resource.Properties, OfHttpApi))
                .Concat(Part(check, resource.Properties, "DefaultRouteSettings", "DefaultRouteSettings"))
                .Concat(Part(check, resource.Properties, "AccessLogSettings", "AccessLogSettings")),
            _ => check.Check(resource.Type, resource.Properties),
        };

    private static IEnumerable<TemplateFault> OfEvent(SchemaCheck check, EventSource source) => source.Type switch
    {
        "DynamoDB" => check.Check(
            SamTypes.EventSourceMapping, WithoutDestinationTypes(Without(source.Properties, ["Stream"])),
            "FunctionName"),
        "SQS" => check.Check(SamTypes.EventSourceMapping, Without(source.Properties, ["Queue"]), "FunctionName"),
        "EventBridgeRule" or "CloudWatchEvent" or "Schedule" => check.Check(SamTypes.Rule, RuleEvent.ToRule(
            source.Name, new TemplateEntry(source.Name, source.Position, source.Properties), source.Properties,
            new TemplateScalar("arn", IsPlain: false, source.Position))),
        "HttpApi" => Part(check, source.Properties, "RouteSettings", "DefaultRouteSettings"),
        _ => [],
    };

    private static IEnumerable<TemplateFault> Part(
        SchemaCheck check, TemplateMapping properties, string property, string ofStage) =>
        properties.Find(property) is { } value ? check.CheckProperty(Stage, ofStage, value) : [];

    private static TemplateMapping Without(TemplateMapping properties, string[] names) =>
        names.Aggregate(properties, (rest, name) => rest.Without(name));

    /// <summary>The Type of a destination is SAM's, which writes the function's permission by it.</summary>
    private static TemplateMapping WithoutDestinationTypes(TemplateMapping properties)
    {
        if (properties.Find("DestinationConfig") is not TemplateMapping config)
        {
            return properties;
        }

        var passed = config with
        {
            Entries =
            [
                .. config.Entries.Select(entry => entry.Value is TemplateMapping destination
                    ? entry with { Value = destination.Without("Type") }
                    : entry),
            ],
        };
        return properties.With("DestinationConfig", passed, config.Position);
    }

    private static TemplateFault Named(string name, TemplateFault fault) =>
        fault with { Message = $"{name}: {fault.Message}" };
}
