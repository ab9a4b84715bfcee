using System.Globalization;
using System.Xml;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// ListMultipartUploads: those that are neither completed nor aborted, in order of key and of time, in pages of at most
/// 1,000, which count a common prefix as one.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html.
/// </summary>
internal sealed class ListMultipartUploads : IS3Operation
{
    public string Name => "ListMultipartUploads";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "uploads");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListBucketMultipartUploads", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "Delimiter", "EncodingType", "ExpectedBucketOwner", "KeyMarker", "MaxUploads", "Prefix",
        "RequestPayer", "UploadIdMarker");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var listing = new ListingRequest(request, "max-uploads");
        var uploads = request.Store.Uploads(request.Bucket) ?? throw S3Errors.NoSuchBucket(request.Bucket);
        var keyMarker = request.Query("key-marker") ?? "";
        var idMarker = request.Query("upload-id-marker") ?? "";
        var rest = Entries(uploads, listing, keyMarker, idMarker).Take(listing.PageSize + 1).ToList();
        var page = rest.Take(listing.PageSize).ToList();
        return request.SendXmlAsync("ListMultipartUploadsResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("KeyMarker", listing.Encode(keyMarker));
            xml.WriteElementString("UploadIdMarker", idMarker);
            if (rest.Count > page.Count && page.Count > 0)
            {
                xml.WriteElementString("NextKeyMarker", listing.Encode(page[^1].Name));
                xml.WriteElementString("NextUploadIdMarker", page[^1].Upload?.Id ?? "");
            }

            xml.WriteElementString("Prefix", listing.Encode(listing.Prefix));
            listing.WriteDelimiterAndEncoding(xml);
            xml.WriteElementString("MaxUploads", listing.PageSize.ToString(CultureInfo.InvariantCulture));
            // max-uploads=0 asks for nothing, so nothing is missing.
            xml.WriteElementString("IsTruncated", rest.Count > page.Count && page.Count > 0 ? "true" : "false");
            foreach (var (_, upload) in page)
            {
                WriteUpload(xml, request, listing, upload);
            }

            listing.WriteCommonPrefixes(xml, page.Where(e => e.Upload is null).Select(e => e.Name));
        });
    }

    /// <returns>Uploads and, without one, common prefixes.</returns>
    private static IEnumerable<(string Name, MultipartUpload? Upload)> Entries(
        IReadOnlyList<MultipartUpload> uploads, ListingRequest listing, string keyMarker, string idMarker)
    {
        // With an id the marker is that upload, whose key may have more behind it; without one it is the whole key.
        var marked = idMarker.Length == 0 ? null : uploads.FirstOrDefault(u => u.Id == idMarker);
        var ordered = uploads
            .Where(u => u.Key.StartsWith(listing.Prefix, StringComparison.Ordinal))
            .OrderBy(u => u.Key, KeyOrder.Instance).ThenBy(u => u.InitiatedAt).ThenBy(u => u.Id, StringComparer.Ordinal)
            .Where(u => IsBehind(u, keyMarker, marked));
        string? last = null;
        foreach (var upload in ordered)
        {
            var prefix = listing.CommonPrefix(upload.Key);
            if (prefix is null)
            {
                yield return (upload.Key, upload);
            }
            else if (prefix != last && prefix != keyMarker)
            {
                yield return (prefix, null);
            }

            last = prefix;
        }
    }

    private static bool IsBehind(MultipartUpload upload, string keyMarker, MultipartUpload? marked)
    {
        var order = KeyOrder.Instance.Compare(upload.Key, keyMarker);
        return order > 0
            || (order == 0
                && marked is not null
                && (upload.InitiatedAt, upload.Id).CompareTo((marked.InitiatedAt, marked.Id)) > 0);
    }

    private static void WriteUpload(XmlWriter xml, S3Request request, ListingRequest listing, MultipartUpload? upload)
    {
        if (upload is null)
        {
            return;
        }

        xml.WriteStartElement("Upload");
        xml.WriteElementString("Key", listing.Encode(upload.Key));
        xml.WriteElementString("UploadId", upload.Id);
        xml.WriteOwner(request, "Initiator");
        xml.WriteOwner(request);
        xml.WriteElementString("StorageClass", "STANDARD");
        xml.WriteElementString("Initiated", S3Xml.Time(upload.InitiatedAt));
        if (upload.Checksum is { } checksum)
        {
            xml.WriteElementString("ChecksumAlgorithm", checksum.Algorithm.ToString());
            xml.WriteElementString("ChecksumType", checksum.Type);
        }

        xml.WriteEndElement();
    }
}
