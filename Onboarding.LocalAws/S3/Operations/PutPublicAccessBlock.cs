using System.Xml.Linq;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutPublicAccessBlock: a setting that is left out is false.</summary>
internal sealed class PutPublicAccessBlock : IS3Operation
{
    public string Name => "PutPublicAccessBlock";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket, "publicAccessBlock");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketPublicAccessBlock", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumAlgorithm", "ContentMD5", "ExpectedBucketOwner", "PublicAccessBlockConfiguration");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        var xml = S3Xml.Read(request, "PublicAccessBlockConfiguration");
        var block = new PublicAccessBlock(
            Flag(xml, "BlockPublicAcls"),
            Flag(xml, "IgnorePublicAcls"),
            Flag(xml, "BlockPublicPolicy"),
            Flag(xml, "RestrictPublicBuckets"));
        return request.Store.Configure(request.Bucket, s => s with { PublicAccess = block })
            ? request.SendAsync(200)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }

    private static bool Flag(XElement xml, string name) => xml.Child(name)?.Value.Trim().ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        _ => throw S3Errors.MalformedXml(),
    };
}
