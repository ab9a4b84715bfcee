using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetObjectAcl: that of an object in a bucket without ACLs. The owner has full control.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html.
/// </summary>
internal sealed class GetObjectAcl : IS3Operation
{
    public string Name => "GetObjectAcl";

    public S3Route Route { get; } = new("GET", S3Level.Object, "acl");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetObjectAcl", S3Resources.Object)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner", "Key", "RequestPayer")
    {
        Refused = ["VersionId"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireObject();
        return GetBucketAcl.SendAsync(request);
    }
}
