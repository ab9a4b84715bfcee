using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketPolicy: done already where there is none.</summary>
internal sealed class DeleteBucketPolicy : IS3Operation
{
    public string Name => "DeleteBucketPolicy";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket, "policy");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:DeleteBucketPolicy", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) =>
        request.Store.Configure(request.Bucket, s => s with { Policy = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
