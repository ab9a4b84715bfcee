using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// DeleteBucketCors: done already where there is none.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html.
/// </summary>
internal sealed class DeleteBucketCors : IS3Operation
{
    public string Name => "DeleteBucketCors";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket, "cors");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketCORS", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) =>
        request.Store.Configure(request.Bucket, s => s with { Cors = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
