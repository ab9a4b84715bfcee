using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketTagging: removes the whole tag set.</summary>
internal sealed class DeleteBucketTagging : IS3Operation
{
    public string Name => "DeleteBucketTagging";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketTagging", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) =>
        request.Store.Configure(request.Bucket, s => s with { Tags = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
