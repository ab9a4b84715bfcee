using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucket: only an empty one.</summary>
internal sealed class DeleteBucket : IS3Operation
{
    public string Name => "DeleteBucket";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:DeleteBucket", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) =>
        request.Store.DeleteBucket(request.Bucket) switch
        {
            DeleteBucketOutcome.NoBucket => throw S3Errors.NoSuchBucket(request.Bucket),
            DeleteBucketOutcome.NotEmpty => throw S3Errors.BucketNotEmpty(request.Bucket),
            DeleteBucketOutcome.Deleted => request.SendAsync(204),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
