using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetPublicAccessBlock: all four settings; a new bucket blocks everything.</summary>
internal sealed class GetPublicAccessBlock : IS3Operation
{
    public string Name => "GetPublicAccessBlock";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "publicAccessBlock");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketPublicAccessBlock", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var block = request.RequireBucket().PublicAccess ?? throw S3Errors.NoPublicAccessBlock(request.Bucket);
        return request.SendXmlAsync("PublicAccessBlockConfiguration", xml =>
        {
            xml.WriteElementString("BlockPublicAcls", Text(block.BlockPublicAcls));
            xml.WriteElementString("IgnorePublicAcls", Text(block.IgnorePublicAcls));
            xml.WriteElementString("BlockPublicPolicy", Text(block.BlockPublicPolicy));
            xml.WriteElementString("RestrictPublicBuckets", Text(block.RestrictPublicBuckets));
        });
    }

    private static string Text(bool value) => value ? "true" : "false";
}
