namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketEncryption: SSE-S3, the default of every bucket since January 2023.</summary>
internal static class GetBucketEncryption
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        return request.SendXmlAsync("ServerSideEncryptionConfiguration", static xml =>
        {
            xml.WriteStartElement("Rule");
            xml.WriteStartElement("ApplyServerSideEncryptionByDefault");
            xml.WriteElementString("SSEAlgorithm", "AES256");
            xml.WriteEndElement();
            xml.WriteElementString("BucketKeyEnabled", "false");
            xml.WriteEndElement();
        });
    }
}
