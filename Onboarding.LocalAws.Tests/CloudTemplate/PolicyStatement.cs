using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

/// <summary>One statement of a policy, found by its Effect wherever it stands.</summary>
/// <param name="Owner">The logical id of the resource that holds it.</param>
internal sealed record PolicyStatement(string Owner, TemplateMapping Body)
{
    public IEnumerable<TemplateScalar> Actions => Texts(Body.Find("Action"));

    public IEnumerable<TemplateScalar> Resources => Texts(Body.Find("Resource"));

    public IEnumerable<TemplateScalar> Principals => Body.Find("Principal") is TemplateMapping mapping
        ? mapping.Entries.SelectMany(entry => Texts(entry.Value))
        : Texts(Body.Find("Principal"));

    public TemplateFault Fault(SourcePosition position, string message) => new(position, $"{Owner}: {message}");

    public static IEnumerable<PolicyStatement> In(CloudResource owner, TemplateNode node) => node switch
    {
        TemplateMapping mapping when mapping.Find("Effect") is not null =>
            [new PolicyStatement(owner.LogicalId, mapping)],
        TemplateMapping mapping => mapping.Entries.SelectMany(entry => In(owner, entry.Value)),
        TemplateSequence sequence => sequence.Items.SelectMany(item => In(owner, item)),
        _ => [],
    };

    /// <summary>
    /// Every text in a value, those in the arguments of functions too: <c>Fn::Sub</c> may hold an asterisk.
    /// </summary>
    private static IEnumerable<TemplateScalar> Texts(TemplateNode? node) => node switch
    {
        TemplateScalar scalar => [scalar],
        TemplateSequence sequence => sequence.Items.SelectMany(Texts),
        TemplateMapping mapping => mapping.Entries.SelectMany(entry => Texts(entry.Value)),
        _ => [],
    };
}
