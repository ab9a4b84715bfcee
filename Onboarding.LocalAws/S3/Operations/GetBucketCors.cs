using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetBucketCors: the rules in the order in which they are tried.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html.
/// </summary>
internal sealed class GetBucketCors : IS3Operation
{
    public string Name => "GetBucketCors";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "cors");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketCORS", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var rules = request.RequireBucket().Cors ?? throw S3Errors.NoSuchCorsConfiguration(request.Bucket);
        return request.SendXmlAsync("CORSConfiguration", xml => CorsXml.Write(xml, rules));
    }
}
