namespace Onboarding.LocalAws.Template.Sam;

/// <summary>
/// A function's Policies as a list of policy documents: SAM takes one document or a list of them, and one statement or
/// a list. It also takes names of managed policies and policy templates, of which the statements are not known here
/// (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html).
/// </summary>
internal static class FunctionPolicies
{
    private const string Advice =
        "which is not supported by Onboarding.LocalAws: write the Statement that it stands for.";

    public static TemplateMapping Normalise(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.Find("Policies") is not { } policies)
        {
            return properties;
        }

        var documents = policies is TemplateSequence list ? list.Items : [policies];
        return properties.With("Policies", new TemplateSequence(
            [.. documents.Select(policy => Document(policy, faults))], policies.Position), policies.Position);
    }

    private static TemplateNode Document(TemplateNode policy, TemplateFaults faults) => policy switch
    {
        TemplateScalar name => faults.Faulted(name.Position, $"'{name.Value}' is a managed policy, {Advice}"),
        TemplateMapping { Entries: [var only] } when only.Key != "Statement" && !Intrinsics.IsCall(policy, out _) =>
            faults.Faulted(policy.Position, $"'{only.Key}' is a policy template of SAM, {Advice}"),
        TemplateMapping document when document.Find("Statement") is TemplateMapping single =>
            document.With("Statement", new TemplateSequence([single], single.Position), single.Position),
        _ => policy,
    };
}
