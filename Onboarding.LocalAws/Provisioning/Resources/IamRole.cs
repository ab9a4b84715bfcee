using System.Collections.Frozen;
using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::IAM::Role: STS lets it be assumed. What it allows and whom it trusts has a meaning only in AWS, and so has its
/// Path, which the ARN here leaves out.
/// </summary>
internal sealed class IamRole : IStackResource
{
    private const string Name = "AWS::IAM::Role";

    /// <summary>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html</summary>
    private static readonly TimeSpan MaxSessionDurationDefault = TimeSpan.FromHours(1);

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Optional("RoleName", Shape.Text),
        Property.Optional("MaxSessionDuration", Shape.Integer(3_600, 43_200)),
        Property.CloudOnly("AssumeRolePolicyDocument"),
        Property.CloudOnly("Description"),
        Property.CloudOnly("ManagedPolicyArns"),
        Property.CloudOnly("Path"),
        Property.CloudOnly("PermissionsBoundary"),
        Property.CloudOnly("Policies"),
        Property.CloudOnly("Tags")))
    {
        NameProperty = "RoleName",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue> { ["Arn"] = ArnOf }
            .ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var role = new RoleDefinition(
            ArnOf(context.Stack.Template.Stack, context.Name),
            context.Name,
            context.Properties.FindSeconds("MaxSessionDuration") ?? MaxSessionDurationDefault);
        return context.Runtime.CreateRoleAsync(role, stop).AsTask();
    }

    private static string ArnOf(StackIdentity stack, string name) => $"arn:aws:iam::{stack.AccountId}:role/{name}";
}
