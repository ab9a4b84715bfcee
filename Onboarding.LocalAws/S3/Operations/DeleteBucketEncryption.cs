namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteBucketEncryption: back to SSE-S3, which no bucket can be without.</summary>
internal static class DeleteBucketEncryption
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        return request.SendAsync(204);
    }
}
