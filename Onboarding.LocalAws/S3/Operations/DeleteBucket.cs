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

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        switch (request.Store.DeleteBucket(request.Bucket))
        {
            case DeleteBucketOutcome.NoBucket:
                throw S3Errors.NoSuchBucket(request.Bucket);
            case DeleteBucketOutcome.NotEmpty:
                throw S3Errors.BucketNotEmpty(request.Bucket);
            case DeleteBucketOutcome.Deleted:
                // The parts of uploads that were not completed.
                await request.Contents.SweepAsync();
                await request.SendAsync(204);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
