namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketTagging.</summary>
internal static class GetBucketTagging
{
    public static ValueTask HandleAsync(S3Request request)
    {
        var tags = request.RequireBucket().Tags ?? throw S3Errors.NoSuchTagSet(request.Bucket);
        return request.SendXmlAsync("Tagging", xml =>
        {
            xml.WriteStartElement("TagSet");
            foreach (var (key, value) in tags)
            {
                xml.WriteStartElement("Tag");
                xml.WriteElementString("Key", key);
                xml.WriteElementString("Value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }
}
