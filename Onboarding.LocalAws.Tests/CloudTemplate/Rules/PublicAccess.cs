using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>No bucket can become public, and no policy of a resource lets any caller in.</summary>
internal static class PublicAccess
{
    private static readonly string[] Blocks =
        ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.OfType("AWS::S3::Bucket").SelectMany(OfBucket).Concat(template.Statements.SelectMany(OfStatement));

    private static IEnumerable<TemplateFault> OfBucket(CloudResource bucket) =>
        from block in Blocks
        let path = "PublicAccessBlockConfiguration." + block
        where !bucket.Properties.Give(path, Branches.IsTrue)
        select bucket.Fault($"it may become public: {path} is not true");

    private static IEnumerable<TemplateFault> OfStatement(PolicyStatement statement) =>
        statement.Body.Find("Condition") is not null || statement.Body.FindText("Effect") == "Deny"
            ? []
            : statement.Principals.Where(principal => principal.Value == "*").Select(principal => statement.Fault(
                principal.Position, "the principal '*' without a Condition lets any caller in: name one"));
}
