namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketLocation: the region; empty for us-east-1, as it was before there were others.</summary>
internal static class GetBucketLocation
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        return request.SendXmlAsync("LocationConstraint", xml =>
        {
            if (request.Scope.Region != "us-east-1")
            {
                xml.WriteString(request.Scope.Region);
            }
        });
    }
}
