using System.Xml.Linq;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// <c>&lt;Tag&gt;&lt;Key&gt;…&lt;/Key&gt;&lt;Value&gt;…&lt;/Value&gt;&lt;/Tag&gt;</c> elements: at most 50, with
/// unique keys.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html.
/// </summary>
internal static class BucketTags
{
    private const int CountMax = 50;

    public static IReadOnlyList<KeyValuePair<string, string>> Read(XElement tagSet)
    {
        List<KeyValuePair<string, string>> tags = [];
        foreach (var tag in tagSet.Children("Tag"))
        {
            var key = tag.Child("Key")?.Value ?? throw S3Errors.MalformedXml();
            var value = tag.Child("Value")?.Value ?? throw S3Errors.MalformedXml();
            if (key.Length is 0 or > 128)
            {
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid");
            }

            if (value.Length > 256)
            {
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw S3Errors.InvalidTag("System tags cannot be added/updated by requester");
            }

            if (tags.Any(t => t.Key == key))
            {
                throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
            }

            tags.Add(new(key, value));
        }

        return tags.Count <= CountMax
            ? tags
            : throw S3Errors.InvalidTag($"Bucket tag count cannot be greater than {CountMax}");
    }
}
