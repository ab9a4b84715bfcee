using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>The table of resource types: those that run here, and those that only AWS gives a meaning to.</summary>
internal static class SupportedTypes
{
    private static readonly FrozenDictionary<string, ResourceType> Local = new[]
    {
        CognitoIdentityPool.Type, CognitoIdentityPoolRoleAttachment.Type, CognitoUserPool.Type,
        CognitoUserPoolClient.Type, DynamoDbTable.Type, EventSourceMapping.Type, EventsEventBus.Type, EventsRule.Type,
        S3Bucket.Type, ServerlessFunction.Type, ServerlessHttpApi.Type, SesEmailIdentity.Type, SqsQueue.Type,
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ResourceType> CloudOnly = new[]
    {
        "AWS::ApplicationInsights::Application", "AWS::Budgets::Budget", "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::Events::EventBusPolicy",
        "AWS::Lambda::Permission", "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::ResourceGroups::Group",
        "AWS::SQS::QueuePolicy", "AWS::XRay::Group",
    }.Select(AsCloudOnly).Append(IamRole.Type).ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public static readonly string Names =
        $"{Join(Local.Keys)}; cloud only: {Join(CloudOnly.Keys)}";

    public static ResourceType? Find(string name) => Local.GetValueOrDefault(name) ?? CloudOnly.GetValueOrDefault(name);

    private static ResourceType AsCloudOnly(string name) => new(name, Shape.Object())
    {
        IsCloudOnly = true,
        Ref = (_, physicalName) => physicalName,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, physicalName) => stack.Arn(name.Split("::")[1].ToLowerInvariant(), physicalName),
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
