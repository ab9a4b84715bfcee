namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetPublicAccessBlock: all four settings; a new bucket blocks everything.</summary>
internal static class GetPublicAccessBlock
{
    public static ValueTask HandleAsync(S3Request request)
    {
        var block = request.RequireBucket().PublicAccess ?? throw S3Errors.NoPublicAccessBlock(request.Bucket);
        return request.SendXmlAsync("PublicAccessBlockConfiguration", xml =>
        {
            xml.WriteElementString("BlockPublicAcls", Text(block.BlockPublicAcls));
            xml.WriteElementString("IgnorePublicAcls", Text(block.IgnorePublicAcls));
            xml.WriteElementString("BlockPublicPolicy", Text(block.BlockPublicPolicy));
            xml.WriteElementString("RestrictPublicBuckets", Text(block.RestrictPublicBuckets));
        });
    }

    private static string Text(bool value) => value ? "true" : "false";
}
