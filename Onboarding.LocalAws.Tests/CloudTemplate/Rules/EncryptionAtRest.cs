using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>What stores users' data says that it encrypts it, rather than trust in a default.</summary>
internal static class EncryptionAtRest
{
    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.Resources.SelectMany(resource => resource.Type switch
        {
            "AWS::DynamoDB::Table" => Fault(
                resource, "SSESpecification.SSEEnabled", resource.Properties.Give(
                    "SSESpecification.SSEEnabled", Branches.IsTrue)),
            "AWS::S3::Bucket" => Fault(
                resource, "BucketEncryption", resource.Properties.Give(
                    "BucketEncryption.ServerSideEncryptionConfiguration")),
            "AWS::SQS::Queue" => Fault(
                resource, "SqsManagedSseEnabled and no KmsMasterKeyId",
                resource.Properties.Give("SqsManagedSseEnabled", Branches.IsTrue)
                || resource.Properties.Give("KmsMasterKeyId")),
            "AWS::SNS::Topic" => Fault(resource, "KmsMasterKeyId", resource.Properties.Give("KmsMasterKeyId")),
            _ => [],
        });

    private static IEnumerable<TemplateFault> Fault(CloudResource resource, string property, bool isEncrypted) =>
        isEncrypted ? [] : [resource.Fault($"it does not encrypt what it stores: no {property}")];
}
