using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketEncryption: back to SSE-S3, which no bucket can be without.</summary>
internal sealed class DeleteBucketEncryption : IS3Operation
{
    public string Name => "DeleteBucketEncryption";

    public S3Route Route { get; } = new("DELETE", S3Level.Bucket, "encryption");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutEncryptionConfiguration", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        return request.SendAsync(204);
    }
}
