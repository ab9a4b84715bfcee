using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteObject: 204, whether the object was there or not.</summary>
internal sealed class DeleteObject : IS3Operation
{
    public string Name => "DeleteObject";

    public S3Route Route { get; } = new("DELETE", S3Level.Object);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:DeleteObject", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Bucket", "BypassGovernanceRetention", "ExpectedBucketOwner", "IfMatch", "Key", "MFA", "RequestPayer")
    {
        Refused = ["VersionId", "IfMatchLastModifiedTime", "IfMatchSize"],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var condition = WriteConditions.Read(request) with { MustBeAbsent = false };
        WriteConditions.Check(request, request.Store.Delete(request.Bucket, request.Key, condition), condition);
        await request.Contents.SweepAsync();
        await request.SendAsync(204);
    }
}
