using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// UploadPart: one part, which replaces that of its number.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html.
/// </summary>
internal sealed class UploadPart : IS3Operation
{
    public string Name => "UploadPart";

    public S3Route Route { get; } = new("PUT", S3Level.Object, "uploadId");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutObject", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Body", "Bucket", "ChecksumAlgorithm", "ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA1",
        "ChecksumSHA256", "ContentLength", "ContentMD5", "ExpectedBucketOwner", "Key", "PartNumber", "RequestPayer",
        "UploadId")
    {
        Refused =
        [
            "ChecksumMD5", "ChecksumSHA512", "ChecksumXXHASH128", "ChecksumXXHASH3", "ChecksumXXHASH64",
            "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var number = UploadRequest.PartNumber(request);
        // Before the body is read: an upload that ends meanwhile is found below.
        var upload = UploadRequest.RequireUpload(request);
        var sent = RequestedChecksum.Read(request);
        CheckAlgorithm(upload, sent);
        using var payload = await ObjectPayload.ReceiveAsync(request, upload.PartAlgorithm);
        var digest = payload.Digest;
        var part = new UploadedPart(number, payload.Content, digest.ETag, request.Now, digest.Kept);
        if (!request.Store.PutPart(request.Bucket, request.Key, upload.Id, part))
        {
            throw S3Errors.NoSuchUpload(upload.Id);
        }

        payload.Keep();
        await request.Contents.SweepAsync();
        request.ResponseHeaders.ETag = part.ETag;
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        if (upload.Checksum is not null || sent.IsGiven)
        {
            UploadRequest.WriteChecksum(request.ResponseHeaders, sent.IsGiven ? digest.Checksum : digest.Kept);
        }

        await request.SendAsync(200);
    }

    /// <summary>
    /// An upload without an algorithm takes any and keeps none of them; one with composite checksums needs that of each
    /// part. Recorded in public test suites that run against AWS.
    /// </summary>
    private static void CheckAlgorithm(MultipartUpload upload, RequestedChecksum sent)
    {
        if (upload.Checksum is { } expected
            && (sent.IsGiven ? sent.Algorithm != expected.Algorithm : expected.IsComposite))
        {
            throw S3Errors.ChecksumMismatch(expected.Algorithm, sent.IsGiven ? sent.Algorithm : null);
        }
    }
}
