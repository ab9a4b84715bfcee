using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// DeleteObjectTagging: removes the whole tag set.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html.
/// </summary>
internal sealed class DeleteObjectTagging : IS3Operation
{
    public string Name => "DeleteObjectTagging";

    public S3Route Route { get; } = new("DELETE", S3Level.Object, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:DeleteObjectTagging", S3Resources.Object)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner", "Key")
    {
        Refused = ["VersionId"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        WriteConditions.Check(request, request.Store.Tag(request.Bucket, request.Key, []), condition: default);
        return request.SendAsync(204);
    }
}
