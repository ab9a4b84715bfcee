using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// <c>&lt;Tag&gt;&lt;Key&gt;…&lt;/Key&gt;&lt;Value&gt;…&lt;/Value&gt;&lt;/Tag&gt;</c> elements: of a bucket at most 50,
/// of an object 10, with unique keys.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html. Texts: quoted in public issue trackers.
/// </summary>
internal static partial class TagSet
{
    public const string Header = "x-amz-tagging";

    private const int BucketCountMax = 50;
    private const int ObjectCountMax = 10;

    public static IReadOnlyList<KeyValuePair<string, string>> OfBucket(XElement tagSet)
    {
        var tags = Checked(Read(tagSet));
        return tags.Count <= BucketCountMax
            ? tags
            : throw S3Errors.InvalidTag($"Bucket tag count cannot be greater than {BucketCountMax}");
    }

    public static IReadOnlyList<KeyValuePair<string, string>> OfObject(XElement? tagSet) =>
        CheckedOfObject(tagSet is null ? [] : Read(tagSet));

    /// <param name="header"><c>team=onboarding&amp;stage=</c>, as an HTML form encodes it.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> OfObject(string? header)
    {
        List<KeyValuePair<string, string>> tags = [];
        foreach (var pair in (header ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=');
            var key = Decode(parts[0]);
            if (parts.Length > 2 || tags.Any(t => t.Key == key))
            {
                throw S3Errors.InvalidArgument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without "
                    + "tag name duplicates.",
                    Header,
                    header!);
            }

            tags.Add(new(key, parts.Length == 2 ? Decode(parts[1]) : ""));
        }

        return CheckedOfObject(tags);
    }

    public static void Write(XmlWriter xml, IReadOnlyList<KeyValuePair<string, string>> tags)
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
    }

    private static string Decode(string text) => S3Address.Decode(text.Replace('+', ' '));

    private static List<KeyValuePair<string, string>> Read(XElement tagSet) =>
    [
        .. tagSet.Children("Tag").Select(tag => KeyValuePair.Create(
            tag.Child("Key")?.Value ?? throw S3Errors.MalformedXml(),
            tag.Child("Value")?.Value ?? throw S3Errors.MalformedXml())),
    ];

    private static List<KeyValuePair<string, string>> CheckedOfObject(List<KeyValuePair<string, string>> tags) =>
        tags.Count <= ObjectCountMax
            ? Checked(tags)
            : throw S3Errors.BadRequest($"Object tags cannot be greater than {ObjectCountMax}");

    private static List<KeyValuePair<string, string>> Checked(List<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > 128 || !Characters().IsMatch(key))
            {
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid");
            }

            if (value.Length > 256 || !Characters().IsMatch(value))
            {
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw S3Errors.InvalidTag("System tags cannot be added/updated by requester");
            }
        }

        return tags.DistinctBy(t => t.Key).Count() == tags.Count
            ? tags
            : throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
    }

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Characters();
}
