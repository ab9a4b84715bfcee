using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// Conditional writes.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html.
/// </summary>
internal static class WriteConditions
{
    public static WriteCondition Read(S3Request request)
    {
        var noneMatch = request.Header("If-None-Match");
        if (noneMatch is not (null or "*"))
        {
            // "If-None-Match expects the * character", says PutObject's page; S3 answers NotImplemented to all else.
            throw S3Errors.NotImplementedHeader("If-None-Match");
        }

        return new WriteCondition(noneMatch is not null, Quote(request.Header("If-Match")));
    }

    /// <exception cref="Wire.AwsException">The write did not happen.</exception>
    public static void Check(S3Request request, WriteOutcome outcome, WriteCondition condition)
    {
        switch (outcome)
        {
            case WriteOutcome.Done:
                return;
            case WriteOutcome.NoBucket:
                throw S3Errors.NoSuchBucket(request.Bucket);
            case WriteOutcome.NoObject:
                throw S3Errors.NoSuchKey(request.Key);
            case WriteOutcome.ConditionFailed:
                throw S3Errors.PreconditionFailed(condition.MustBeAbsent ? "If-None-Match" : "If-Match");
            case WriteOutcome.UploadChanged:
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>S3 takes entity tags with and without quotes.</summary>
    public static string? Quote(string? etag) =>
        etag is null or "*" || etag.StartsWith('"') ? etag : $"\"{etag}\"";
}
