using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucket: only an empty one.</summary>
internal static class DeleteBucket
{
    public static ValueTask HandleAsync(S3Request request) => request.Store.DeleteBucket(request.Bucket) switch
    {
        DeleteBucketOutcome.NoBucket => throw S3Errors.NoSuchBucket(request.Bucket),
        DeleteBucketOutcome.NotEmpty => throw S3Errors.BucketNotEmpty(request.Bucket),
        DeleteBucketOutcome.Deleted => request.SendAsync(204),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
