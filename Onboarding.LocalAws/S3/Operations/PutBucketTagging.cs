using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketTagging: replaces the whole tag set.</summary>
internal sealed class PutBucketTagging : IS3Operation
{
    public string Name => "PutBucketTagging";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketTagging", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumAlgorithm", "ContentMD5", "ExpectedBucketOwner", "Tagging");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        var tagSet = S3Xml.Read(request, "Tagging").Child("TagSet") ?? throw S3Errors.MalformedXml();
        var tags = TagSet.OfBucket(tagSet);
        return request.Store.Configure(request.Bucket, s => s with { Tags = tags })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }
}
