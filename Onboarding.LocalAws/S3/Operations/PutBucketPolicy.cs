using System.Text;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketPolicy: checks the document, and that it is not public where that is blocked.</summary>
internal sealed class PutBucketPolicy : IS3Operation
{
    public string Name => "PutBucketPolicy";

    public S3Route Route { get; } = new("PUT", S3Level.Bucket, "policy");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutBucketPolicy", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumAlgorithm", "ConfirmRemoveSelfBucketAccess", "ContentMD5", "ExpectedBucketOwner", "Policy");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var settings = request.RequireBucket();
        var document = Encoding.UTF8.GetString(request.Aws.Body.Span);
        var isPublic = BucketPolicyDocument.Validate(document, request.Bucket);
        if (isPublic && settings.PublicAccess is { BlockPublicPolicy: true })
        {
            throw S3Errors.PublicPolicyBlocked(request.Aws.Caller.Arn, request.Bucket);
        }

        return request.Store.Configure(request.Bucket, s => s with { Policy = document })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }
}
