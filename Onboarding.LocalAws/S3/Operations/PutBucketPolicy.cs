using System.Text;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketPolicy: checks the document, and that it is not public where that is blocked.</summary>
internal static class PutBucketPolicy
{
    public static ValueTask HandleAsync(S3Request request)
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
