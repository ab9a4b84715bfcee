using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>The list of resource types: those that run here, and those that only AWS gives a meaning to.</summary>
internal static class StackResources
{
    private static readonly FrozenDictionary<string, IStackResource> Local = new IStackResource[]
    {
        new CognitoIdentityPool(), new CognitoIdentityPoolRoleAttachment(), new CognitoUserPool(),
        new CognitoUserPoolClient(), new DynamoDbTable(), new EventSourceMapping(), new EventsArchive(),
        new EventsEventBus(), new EventsRule(), new HttpApiRoute(), new IamRole(), new S3Bucket(),
        new ServerlessFunction(), new ServerlessHttpApi(), new SesConfigurationSet(),
        new SesConfigurationSetEventDestination(), new SesEmailIdentity(), new SnsTopic(), new SqsQueue(),
        StepFunctionsStateMachine.Plain, StepFunctionsStateMachine.Serverless,
    }.ToFrozenDictionary(resource => resource.Type.Name, StringComparer.Ordinal);

    private static readonly ResourceType[] CloudOnly =
    [
        .. new[]
        {
            "AWS::ApplicationInsights::Application", "AWS::Budgets::Budget", "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::Events::EventBusPolicy",
            "AWS::Lambda::Permission", "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::ResourceGroups::Group",
            "AWS::SQS::QueuePolicy", "AWS::XRay::Group",
        }.Select(AsCloudOnly),
    ];

    /// <summary>What the template's loader needs to know of them.</summary>
    public static readonly ResourceTypes Types = new([.. Local.Values.Select(resource => resource.Type), .. CloudOnly]);

    /// <summary>How resources of a type are created that is not cloud only.</summary>
    public static IStackResource Of(ResourceType type) => Local[type.Name];

    private static ResourceType AsCloudOnly(string name) => new(name, Shape.Object())
    {
        IsCloudOnly = true,
        Ref = (_, physicalName) => physicalName,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, physicalName) => stack.Arn(name.Split("::")[1].ToLowerInvariant(), physicalName),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
