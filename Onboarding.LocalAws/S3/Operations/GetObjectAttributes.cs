using System.Globalization;
using System.Xml;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetObjectAttributes: those that the header names, without the content. Parts are listed one by one only where each
/// has a checksum that makes the object's (COMPOSITE); else their number is all.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html; what is listed of parts is
/// recorded in LocalStack's test suite, which runs against AWS.
/// </summary>
internal sealed class GetObjectAttributes : IS3Operation
{
    private const string Attributes = "x-amz-object-attributes";

    private static readonly string[] Known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public string Name => "GetObjectAttributes";

    public S3Route Route { get; } = new("GET", S3Level.Object, "attributes");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("s3:GetObject", S3Resources.Object), new("s3:GetObjectAttributes", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ExpectedBucketOwner", "Key", "MaxParts", "ObjectAttributes", "PartNumberMarker", "RequestPayer")
    {
        Refused = ["SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "VersionId"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var asked = ReadAttributes(request);
        var pageSize = Math.Min(UploadRequest.PageSizeMax, Number(request, "x-amz-max-parts") ?? int.MaxValue);
        var marker = Number(request, "x-amz-part-number-marker") ?? 0;
        var found = request.RequireObject();
        request.ResponseHeaders.LastModified = GetObject.HttpTime(found.LastModified);
        return request.SendXmlAsync("GetObjectAttributesOutput", xml =>
        {
            if (asked.Contains("ETag"))
            {
                xml.WriteElementString("ETag", found.ETag.Trim('"'));
            }

            if (asked.Contains("Checksum"))
            {
                xml.WriteStartElement("Checksum");
                UploadRequest.WriteChecksum(xml, found.Checksum);
                xml.WriteElementString("ChecksumType", found.Checksum.Type);
                xml.WriteEndElement();
            }

            if (asked.Contains("ObjectParts") && found.Content is ObjectContent.Joined { Parts: var parts })
            {
                WriteParts(xml, found, parts, pageSize, marker);
            }

            if (asked.Contains("StorageClass"))
            {
                xml.WriteElementString("StorageClass", "STANDARD");
            }

            if (asked.Contains("ObjectSize"))
            {
                xml.WriteElementString("ObjectSize", Text(found.Content.SizeBytes));
            }
        });
    }

    private static void WriteParts(
        XmlWriter xml, S3Object found, IReadOnlyList<UploadedPart> parts, int pageSize, int marker)
    {
        xml.WriteStartElement("ObjectParts");
        if (found.Checksum.Type == Checksums.Checksum.Composite)
        {
            var rest = parts.SkipWhile(p => p.Number <= marker).Take(pageSize + 1).ToList();
            var page = rest.Take(pageSize).ToList();
            xml.WriteElementString("IsTruncated", rest.Count > pageSize ? "true" : "false");
            xml.WriteElementString("MaxParts", Text(pageSize));
            xml.WriteElementString("NextPartNumberMarker", Text(page.Count == 0 ? 0 : page[^1].Number));
            xml.WriteElementString("PartNumberMarker", Text(marker));
            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                UploadRequest.WriteChecksum(xml, part.Checksum);
                xml.WriteElementString("PartNumber", Text(part.Number));
                xml.WriteElementString("Size", Text(part.Content.SizeBytes));
                xml.WriteEndElement();
            }
        }

        xml.WriteElementString("PartsCount", Text(parts.Count));
        xml.WriteEndElement();
    }

    /// <summary>One header with commas, or one for each, as SDKs differ.</summary>
    private static HashSet<string> ReadAttributes(S3Request request)
    {
        var header = request.Header(Attributes) ?? "";
        var asked = header.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        return asked.All(Known.Contains)
            ? asked
            : throw S3Errors.InvalidArgument("Invalid attribute name specified.", Attributes, header);
    }

    private static int? Number(S3Request request, string header) => request.Header(header) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw S3Errors.InvalidArgument(
            $"Argument {header} must be an integer between 0 and {int.MaxValue}", header, text),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
