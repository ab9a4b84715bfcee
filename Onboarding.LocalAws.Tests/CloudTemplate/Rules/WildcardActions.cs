using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>Every action is named, here and not in a managed policy that AWS may widen.</summary>
internal static class WildcardActions
{
    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.Statements.SelectMany(InStatement)
            .Concat(template.OfType(SamTypes.Function).SelectMany(function => NotShown(function, "Policies")))
            .Concat(template.OfType("AWS::IAM::Role").SelectMany(role => NotShown(role, "ManagedPolicyArns")));

    private static IEnumerable<TemplateFault> InStatement(PolicyStatement statement)
    {
        if (statement.Body.Find("NotAction") is { } all)
        {
            yield return statement.Fault(
                all.Position, "NotAction allows every action but those named: name each action");
        }

        foreach (var action in statement.Actions.Where(action => action.Value.AsSpan().ContainsAny('*', '?')))
        {
            yield return statement.Fault(
                action.Position, $"the action '{action.Value}' holds a wildcard: name each action");
        }
    }

    /// <summary>Managed policies and SAM's policy templates.</summary>
    private static IEnumerable<TemplateFault> NotShown(CloudResource resource, string property) =>
        (resource.Properties.Find(property) as TemplateSequence)?.Items
            .Where(policy => policy is not TemplateMapping document || document.Find("Statement") is null)
            .Select(policy => new TemplateFault(
                policy.Position, $"{resource.LogicalId}: {property} holds a policy whose actions are not named here"))
        ?? [];
}
