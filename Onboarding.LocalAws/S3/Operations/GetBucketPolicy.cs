using System.Text;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketPolicy: the document as it was put.</summary>
internal sealed class GetBucketPolicy : IS3Operation
{
    public string Name => "GetBucketPolicy";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "policy");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketPolicy", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var policy = request.RequireBucket().Policy ?? throw S3Errors.NoSuchBucketPolicy(request.Bucket);
        return request.Aws.Response.SendAsync(200, "application/json", Encoding.UTF8.GetBytes(policy));
    }
}
