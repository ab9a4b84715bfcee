using System.Text;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketPolicy: the document as it was put.</summary>
internal static class GetBucketPolicy
{
    public static ValueTask HandleAsync(S3Request request)
    {
        var policy = request.RequireBucket().Policy ?? throw S3Errors.NoSuchBucketPolicy(request.Bucket);
        return request.Aws.Response.SendAsync(200, "application/json", Encoding.UTF8.GetBytes(policy));
    }
}
