using System.Globalization;
using System.Xml;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>What both versions of ListObjects share: parameters and entries.</summary>
internal sealed class ListingRequest
{
    private const int PageSizeMax = 1_000;

    private readonly S3Request _request;
    private readonly bool _encodes;
    private readonly int _maxKeys;

    public ListingRequest(S3Request request)
    {
        _request = request;
        Prefix = request.Query("prefix") ?? "";
        Delimiter = request.Query("delimiter") ?? "";
        _maxKeys = ReadMaxKeys(request.Query("max-keys"));
        _encodes = request.Query("encoding-type") switch
        {
            null => false,
            "url" => true,
            var other => throw S3Errors.InvalidArgument(
                "Invalid Encoding Method specified in Request", "encoding-type", other),
        };
    }

    public string Prefix { get; }

    public string Delimiter { get; }

    public ListQuery ToQuery(string? after, string? afterPrefix) =>
        new(Prefix, Delimiter, after, afterPrefix, Math.Min(_maxKeys, PageSizeMax));

    /// <summary>encoding-type=url: percent-encoded, slashes kept.</summary>
    public string Encode(string text) =>
        _encodes ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;

    public void WriteHead(XmlWriter xml)
    {
        xml.WriteElementString("Name", _request.Bucket);
        xml.WriteElementString("Prefix", Encode(Prefix));
        xml.WriteElementString("MaxKeys", _maxKeys.ToString(CultureInfo.InvariantCulture));
        if (Delimiter.Length > 0)
        {
            xml.WriteElementString("Delimiter", Encode(Delimiter));
        }

        if (_encodes)
        {
            xml.WriteElementString("EncodingType", "url");
        }
    }

    public void WriteEntries(XmlWriter xml, ListPage page, bool withOwner)
    {
        // max-keys=0 asks for nothing, so nothing is missing.
        xml.WriteElementString("IsTruncated", page.Next is null ? "false" : "true");
        foreach (var entry in page.Objects)
        {
            xml.WriteStartElement("Contents");
            xml.WriteElementString("Key", Encode(entry.Key));
            xml.WriteElementString("LastModified", S3Xml.Time(entry.LastModified));
            xml.WriteElementString("ETag", entry.ETag);
            xml.WriteElementString("ChecksumAlgorithm", entry.Checksum.Algorithm.ToString());
            xml.WriteElementString("ChecksumType", "FULL_OBJECT");
            xml.WriteElementString("Size", entry.Content.SizeBytes.ToString(CultureInfo.InvariantCulture));
            if (withOwner)
            {
                xml.WriteOwner(_request);
            }

            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteEndElement();
        }

        foreach (var prefix in page.CommonPrefixes)
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.WriteElementString("Prefix", Encode(prefix));
            xml.WriteEndElement();
        }
    }

    private static int ReadMaxKeys(string? text) =>
        text is null ? PageSizeMax
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw S3Errors.InvalidArgument(
            $"Argument max-keys must be an integer between 0 and {int.MaxValue}", "max-keys", text);
}
