using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Tests.CloudTemplate.Schemas;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>Every rule that template.yaml keeps because it is deployed to AWS.</summary>
internal static class TemplateRules
{
    public static IReadOnlyDictionary<string, Func<CloudTemplateText, IEnumerable<TemplateFault>>> All { get; } =
        new Dictionary<string, Func<CloudTemplateText, IEnumerable<TemplateFault>>>(StringComparer.Ordinal)
        {
            [nameof(EventSourceDestinations)] = EventSourceDestinations.Check,
            [nameof(EventSourceLimits)] = EventSourceLimits.Check,
            [nameof(WildcardActions)] = WildcardActions.Check,
            [nameof(WildcardResources)] = WildcardResources.Check,
            [nameof(EncryptionAtRest)] = EncryptionAtRest.Check,
            [nameof(PublicAccess)] = PublicAccess.Check,
            [nameof(LogRetention)] = LogRetention.Check,
            [nameof(InsertOnly)] = InsertOnly.Check,
        };

    /// <summary>What breaks a rule or, where it is installed, CloudFormation's own schema.</summary>
    public static IReadOnlyList<(string Rule, string Text)> Broken(CloudTemplateText template) =>
    [
        .. from rule in All
           from fault in rule.Value(template)
           select (rule.Key, Text(fault)),
        .. from fault in CloudFormationSchemas.AreInstalled ? TemplateSchemas.Check(template) : []
           select (nameof(TemplateSchemas), Text(fault)),
    ];

    public static string Text(TemplateFault fault) => $"template.yaml:{fault.Position}: {fault.Message}";
}
