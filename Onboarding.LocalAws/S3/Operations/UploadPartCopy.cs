using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// UploadPartCopy: a part out of an object that is here already, or out of a range of it.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html.
/// </summary>
internal sealed class UploadPartCopy : IS3Operation
{
    public const string Selector = "uploadId x-amz-copy-source";

    public string Name => "UploadPartCopy";

    public S3Route Route { get; } = new("PUT", S3Level.Object, Selector);

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("s3:PutObject", S3Resources.Object), new("s3:GetObject", S3Resources.CopySource)];

    public OperationMembers Members { get; } = new(
        "Bucket", "CopySource", "CopySourceIfMatch", "CopySourceIfModifiedSince", "CopySourceIfNoneMatch",
        "CopySourceIfUnmodifiedSince", "CopySourceRange", "ExpectedBucketOwner", "ExpectedSourceBucketOwner", "Key",
        "PartNumber", "RequestPayer", "UploadId")
    {
        Refused =
        [
            "CopySourceSSECustomerAlgorithm", "CopySourceSSECustomerKey", "CopySourceSSECustomerKeyMD5",
            "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var number = UploadRequest.PartNumber(request);
        var upload = UploadRequest.RequireUpload(request);
        using var source = CopySource.Read(request, Name).Open(request, request.Header("x-amz-copy-source-range"));
        using var digests = new ContentDigests(upload.PartAlgorithm);
        using var content = await source.CopyAsync(request.Contents, digests, request.Aws.Aborted);
        var digest = content.Digest!;
        var part = new UploadedPart(number, content.Content, digest.ETag, request.Now, digest.Checksum);
        if (!request.Store.PutPart(request.Bucket, request.Key, upload.Id, part))
        {
            throw S3Errors.NoSuchUpload(upload.Id);
        }

        content.Keep();
        await request.Contents.SweepAsync();
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        await request.SendXmlAsync("CopyPartResult", xml =>
        {
            xml.WriteElementString("LastModified", S3Xml.Time(part.LastModified));
            xml.WriteElementString("ETag", part.ETag);
            if (upload.Checksum is not null)
            {
                UploadRequest.WriteChecksum(xml, part.Checksum);
            }
        });
    }
}
