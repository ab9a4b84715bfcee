using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::S3::Bucket.</summary>
internal static class S3Bucket
{
    public const string Name = "AWS::S3::Bucket";

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Optional("BucketName", Shape.Text),
        Property.CloudOnly("BucketEncryption"),
        Property.CloudOnly("LifecycleConfiguration"),
        Property.CloudOnly("OwnershipControls"),
        Property.CloudOnly("PublicAccessBlockConfiguration"),
        Property.CloudOnly("Tags")))
    {
        NameProperty = "BucketName",
        IsNameLowerCase = true,
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (_, name) => $"arn:aws:s3:::{name}",
            ["DomainName"] = (_, name) => $"{name}.s3.amazonaws.com",
            ["RegionalDomainName"] = (stack, name) => $"{name}.s3.{stack.Region}.amazonaws.com",
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
