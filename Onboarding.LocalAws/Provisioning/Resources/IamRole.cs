using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::IAM::Role: a name and an ARN that others refer to. What it allows and whom it trusts has a meaning only in
/// AWS, and so has its Path, which the ARN here leaves out.
/// </summary>
internal static class IamRole
{
    public static readonly ResourceType Type = new("AWS::IAM::Role", Shape.Object())
    {
        IsCloudOnly = true,
        NameProperty = "RoleName",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => $"arn:aws:iam::{stack.AccountId}:role/{name}",
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
