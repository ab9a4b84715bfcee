using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketLocation: the region; empty for us-east-1, as it was before there were others.</summary>
internal sealed class GetBucketLocation : IS3Operation
{
    public string Name => "GetBucketLocation";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "location");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketLocation", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        return request.SendXmlAsync("LocationConstraint", xml =>
        {
            if (request.Scope.Region != "us-east-1")
            {
                xml.WriteString(request.Scope.Region);
            }
        });
    }
}
