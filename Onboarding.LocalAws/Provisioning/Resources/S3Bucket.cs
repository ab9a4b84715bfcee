using System.Collections.Frozen;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::S3::Bucket.</summary>
internal sealed class S3Bucket : IStackResource
{
    private const string Name = "AWS::S3::Bucket";

    public ResourceType Type { get; } = new(Name, Shape.Object(
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

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop) =>
        (await context.Wire.PutBucketAsync(context.Name, stop)).MustSucceed(unless: "BucketAlreadyOwnedByYou");
}
