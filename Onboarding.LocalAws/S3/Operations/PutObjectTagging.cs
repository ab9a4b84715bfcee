using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// PutObjectTagging: replaces the whole tag set.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html.
/// </summary>
internal sealed class PutObjectTagging : IS3Operation
{
    public string Name => "PutObjectTagging";

    public S3Route Route { get; } = new("PUT", S3Level.Object, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutObjectTagging", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumAlgorithm", "ContentMD5", "ExpectedBucketOwner", "Key", "RequestPayer", "Tagging")
    {
        Refused = ["VersionId"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireObject();
        var tagSet = S3Xml.Read(request, "Tagging").Child("TagSet") ?? throw S3Errors.MalformedXml();
        WriteConditions.Check(
            request, request.Store.Tag(request.Bucket, request.Key, TagSet.OfObject(tagSet)), condition: default);
        return request.SendAsync(200);
    }
}
