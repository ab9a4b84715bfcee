using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetBucketOwnershipControls: ACLs are disabled, the default since April 2023 and the only setting here.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html.
/// </summary>
internal sealed class GetBucketOwnershipControls : IS3Operation
{
    public string Name => "GetBucketOwnershipControls";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "ownershipControls");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("s3:GetBucketOwnershipControls", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        return request.SendXmlAsync("OwnershipControls", xml =>
        {
            xml.WriteStartElement("Rule");
            xml.WriteElementString("ObjectOwnership", "BucketOwnerEnforced");
            xml.WriteEndElement();
        });
    }
}
