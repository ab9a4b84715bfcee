namespace Onboarding.LocalAws.S3.Operations;

/// <summary>HeadBucket: whether there is such a bucket, and where.</summary>
internal static class HeadBucket
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        request.ResponseHeaders["x-amz-bucket-region"] = request.Scope.Region;
        request.ResponseHeaders["x-amz-access-point-alias"] = "false";
        request.ResponseHeaders.ContentType = "application/xml";
        return request.SendAsync(200);
    }
}
