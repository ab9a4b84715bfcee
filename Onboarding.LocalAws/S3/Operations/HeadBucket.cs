using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>HeadBucket: whether there is such a bucket, and where.</summary>
internal sealed class HeadBucket : IS3Operation
{
    public string Name => "HeadBucket";

    public S3Route Route { get; } = new("HEAD", S3Level.Bucket);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListBucket", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        request.ResponseHeaders["x-amz-bucket-region"] = request.Scope.Region;
        request.ResponseHeaders["x-amz-access-point-alias"] = "false";
        request.ResponseHeaders.ContentType = "application/xml";
        return request.SendAsync(200);
    }
}
