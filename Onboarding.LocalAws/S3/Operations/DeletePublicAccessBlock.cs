using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeletePublicAccessBlock: nothing is blocked any more.</summary>
internal sealed class DeletePublicAccessBlock : IS3Operation
{
    public string Name => "DeletePublicAccessBlock";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket, "publicAccessBlock");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketPublicAccessBlock", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) =>
        request.Store.Configure(request.Bucket, s => s with { PublicAccess = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
