namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketTagging: replaces the whole tag set.</summary>
internal static class PutBucketTagging
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        var tagSet = S3Xml.Read(request, "Tagging").Child("TagSet") ?? throw S3Errors.MalformedXml();
        var tags = BucketTags.Read(tagSet);
        return request.Store.Configure(request.Bucket, s => s with { Tags = tags })
            ? request.SendAsync(204)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }
}
