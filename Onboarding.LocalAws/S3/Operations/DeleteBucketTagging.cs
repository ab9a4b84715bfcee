namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketTagging: removes the whole tag set.</summary>
internal static class DeleteBucketTagging
{
    public static ValueTask HandleAsync(S3Request request) =>
        request.Store.Configure(request.Bucket, s => s with { Tags = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
