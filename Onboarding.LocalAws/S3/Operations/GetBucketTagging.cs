using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketTagging.</summary>
internal sealed class GetBucketTagging : IS3Operation
{
    public string Name => "GetBucketTagging";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketTagging", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var tags = request.RequireBucket().Tags ?? throw S3Errors.NoSuchTagSet(request.Bucket);
        return request.SendXmlAsync("Tagging", xml => TagSet.Write(xml, tags));
    }
}
