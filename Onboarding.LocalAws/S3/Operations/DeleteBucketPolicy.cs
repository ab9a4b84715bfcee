namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketPolicy: done already where there is none.</summary>
internal static class DeleteBucketPolicy
{
    public static ValueTask HandleAsync(S3Request request) =>
        request.Store.Configure(request.Bucket, s => s with { Policy = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
