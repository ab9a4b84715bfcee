using System.Globalization;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// ListParts: in order of number, in pages of at most 1,000.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html.
/// </summary>
internal sealed class ListParts : IS3Operation
{
    public string Name => "ListParts";

    public S3Route Route { get; } = new("GET", S3Level.Object, "uploadId");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListMultipartUploadParts", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ExpectedBucketOwner", "Key", "MaxParts", "PartNumberMarker", "RequestPayer", "UploadId")
    {
        Refused = ["SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5"],
    };

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var pageSize = UploadRequest.PageSize(request, "max-parts");
        var marker = UploadRequest.NotNegative(request, "part-number-marker") ?? 0;
        var upload = UploadRequest.RequireUpload(request);
        var rest = upload.Parts.Values.SkipWhile(p => p.Number <= marker).Take(pageSize + 1).ToList();
        var page = rest.Take(pageSize).ToList();
        return request.SendXmlAsync("ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", upload.Id);
            xml.WriteOwner(request, "Initiator");
            xml.WriteOwner(request);
            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteElementString("PartNumberMarker", Text(marker));
            xml.WriteElementString("NextPartNumberMarker", Text(page.Count == 0 ? 0 : page[^1].Number));
            xml.WriteElementString("MaxParts", Text(pageSize));
            xml.WriteElementString("IsTruncated", rest.Count > pageSize ? "true" : "false");
            if (upload.Checksum is { } checksum)
            {
                xml.WriteElementString("ChecksumAlgorithm", checksum.Algorithm.ToString());
                xml.WriteElementString("ChecksumType", checksum.Type);
            }

            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                xml.WriteElementString("PartNumber", Text(part.Number));
                xml.WriteElementString("LastModified", S3Xml.Time(part.LastModified));
                xml.WriteElementString("ETag", part.ETag);
                xml.WriteElementString("Size", Text(part.Content.SizeBytes));
                if (upload.Checksum is not null)
                {
                    UploadRequest.WriteChecksum(xml, part.Checksum);
                }

                xml.WriteEndElement();
            }
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
