using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// PutBucketCors: replaces all rules. From then on pages of their origins are let in to this bucket.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html.
/// </summary>
internal sealed class PutBucketCors : IS3Operation
{
    public string Name => "PutBucketCors";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket, "cors");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketCORS", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "CORSConfiguration", "ChecksumAlgorithm", "ContentMD5", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        var rules = CorsXml.Read(S3Xml.Read(request, "CORSConfiguration"));
        return request.Store.Configure(request.Bucket, s => s with { Cors = rules })
            ? request.SendAsync(200)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }
}
