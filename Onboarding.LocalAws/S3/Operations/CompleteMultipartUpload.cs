using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// CompleteMultipartUpload: the listed parts become the object, as they lie; the others are gone. Where the object is
/// there already, made of the same upload and the same parts, the client has lost the answer and gets it again.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html.
/// </summary>
internal sealed class CompleteMultipartUpload : IS3Operation
{
    public string Name => "CompleteMultipartUpload";

    public S3Route Route { get; } = new("POST", S3Level.Object, "uploadId");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutObject", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA1", "ChecksumSHA256",
        "ChecksumType", "ExpectedBucketOwner", "IfMatch", "IfNoneMatch", "Key", "MpuObjectSize", "MultipartUpload",
        "RequestPayer", "UploadId")
    {
        Refused =
        [
            "ChecksumMD5", "ChecksumSHA512", "ChecksumXXHASH128", "ChecksumXXHASH3", "ChecksumXXHASH64",
            "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var condition = WriteConditions.Read(request);
        request.RequireBucket();
        var listed = ListedPart.ReadAll(request);
        var stored = Complete(request, listed, condition);
        await request.Contents.SweepAsync();
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        await request.SendXmlAsync("CompleteMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Location", request.ObjectUrl);
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("ETag", stored.ETag);
            UploadRequest.WriteChecksum(xml, stored.Checksum);
            xml.WriteElementString("ChecksumType", stored.Checksum.Type);
        });
    }

    /// <summary>Decides on the upload as it is found; where a part comes in between, it decides again.</summary>
    private static S3Object Complete(S3Request request, IReadOnlyList<ListedPart> listed, WriteCondition condition)
    {
        var id = UploadRequest.UploadId(request);
        while (true)
        {
            if (request.Store.FindUpload(request.Bucket, request.Key, id) is not { } upload)
            {
                return FindCompleted(request, id, listed) ?? throw S3Errors.NoSuchUpload(id);
            }

            var stored = UploadCompletion.Join(request, upload, listed);
            var outcome = request.Store.CompleteUpload(request.Bucket, upload, stored, condition);
            if (outcome != WriteOutcome.UploadChanged)
            {
                WriteConditions.Check(request, outcome, condition);
                return stored;
            }
        }
    }

    private static S3Object? FindCompleted(S3Request request, string id, IReadOnlyList<ListedPart> listed) =>
        request.Store.Find(request.Bucket, request.Key).Object is { Content: ObjectContent.Joined content } found
        && content.UploadId == id
        && content.Parts.Select(p => (p.Number, p.ETag)).SequenceEqual(listed.Select(p => (p.Number, p.ETag)))
            ? found
            : null;
}
