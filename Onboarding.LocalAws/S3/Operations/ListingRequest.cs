using System.Globalization;
using System.Xml;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>What both versions of ListObjects, and ListMultipartUploads, share: parameters and entries.</summary>
internal sealed class ListingRequest
{
    private const int PageSizeMax = 1_000;

    private readonly S3Request _request;
    private readonly bool _encodes;
    private readonly int _maxKeys;

    /// <param name="pageSize">The parameter that limits a page.</param>
    public ListingRequest(S3Request request, string pageSize = "max-keys")
    {
        _request = request;
        Prefix = request.Query("prefix") ?? "";
        Delimiter = request.Query("delimiter") ?? "";
        _maxKeys = UploadRequest.NotNegative(request, pageSize) ?? PageSizeMax;
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

    public int PageSize => Math.Min(_maxKeys, PageSizeMax);

    public ListQuery ToQuery(string? after, string? afterPrefix) =>
        new(Prefix, Delimiter, after, afterPrefix, PageSize);

    /// <returns>Null where the key is an entry of its own.</returns>
    public string? CommonPrefix(string key) =>
        Delimiter.Length > 0 && key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal) is var at and >= 0
            ? key[..(at + Delimiter.Length)]
            : null;

    /// <summary>encoding-type=url: percent-encoded, slashes kept.</summary>
    public string Encode(string text) =>
        _encodes ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;

    public void WriteHead(XmlWriter xml)
    {
        xml.WriteElementString("Name", _request.Bucket);
        xml.WriteElementString("Prefix", Encode(Prefix));
        xml.WriteElementString("MaxKeys", _maxKeys.ToString(CultureInfo.InvariantCulture));
        WriteDelimiterAndEncoding(xml);
    }

    public void WriteDelimiterAndEncoding(XmlWriter xml)
    {
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
            xml.WriteElementString("ChecksumType", entry.Checksum.Type);
            xml.WriteElementString("Size", entry.Content.SizeBytes.ToString(CultureInfo.InvariantCulture));
            if (withOwner)
            {
                xml.WriteOwner(_request);
            }

            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteEndElement();
        }

        WriteCommonPrefixes(xml, page.CommonPrefixes);
    }

    public void WriteCommonPrefixes(XmlWriter xml, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.WriteElementString("Prefix", Encode(prefix));
            xml.WriteEndElement();
        }
    }
}
