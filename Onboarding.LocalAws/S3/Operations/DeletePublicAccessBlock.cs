namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeletePublicAccessBlock: nothing is blocked any more.</summary>
internal static class DeletePublicAccessBlock
{
    public static ValueTask HandleAsync(S3Request request) =>
        request.Store.Configure(request.Bucket, s => s with { PublicAccess = null })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
}
