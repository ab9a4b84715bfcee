using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetObjectTagging: an empty set where there are no tags.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html.
/// </summary>
internal sealed class GetObjectTagging : IS3Operation
{
    public string Name => "GetObjectTagging";

    public S3Route Route { get; } = new("GET", S3Level.Object, "tagging");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetObjectTagging", S3Resources.Object)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner", "Key", "RequestPayer")
    {
        Refused = ["VersionId"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var tags = request.RequireObject().Tags;
        return request.SendXmlAsync("Tagging", xml => TagSet.Write(xml, tags));
    }
}
