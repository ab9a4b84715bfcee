using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// PutObject, whole or conditional.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html.
/// </summary>
internal sealed class PutObject : IS3Operation
{
    public string Name => "PutObject";

    public S3Route Route { get; } = new("PUT", S3Level.Object);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:PutObject", S3Resources.Object)];

    public OperationMembers Members { get; } = new(
        "ACL", "Body", "Bucket", "CacheControl", "ChecksumAlgorithm", "ChecksumCRC32", "ChecksumCRC32C",
        "ChecksumCRC64NVME", "ChecksumSHA1", "ChecksumSHA256", "ContentDisposition", "ContentEncoding",
        "ContentLanguage", "ContentLength", "ContentMD5", "ContentType", "ExpectedBucketOwner", "Expires",
        "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWriteACP", "IfMatch", "IfNoneMatch", "Key", "Metadata",
        "RequestPayer", "ServerSideEncryption", "StorageClass", "Tagging")
    {
        Refused =
        [
            "ChecksumSHA512", "ChecksumMD5", "ChecksumXXHASH64", "ChecksumXXHASH3", "ChecksumXXHASH128",
            "WriteOffsetBytes", "WebsiteRedirectLocation", "SSECustomerAlgorithm", "SSECustomerKey",
            "SSECustomerKeyMD5", "SSEKMSKeyId", "SSEKMSEncryptionContext", "BucketKeyEnabled",
            "ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        ObjectUpload.RefuseUnsupported(request, Name);
        var condition = WriteConditions.Read(request);
        var headers = ObjectUpload.ReadHeaders(request);
        var tags = TagSet.OfObject(request.Header(TagSet.Header));
        // Before the body is read: a bucket that goes meanwhile is found below.
        request.RequireBucket();
        using var payload = await ObjectPayload.ReceiveAsync(request);
        var stored = new S3Object
        {
            Key = request.Key,
            Content = payload.Content,
            ETag = payload.Digest.ETag,
            LastModified = request.Now,
            Checksum = payload.Digest.Checksum,
            Headers = headers,
            Tags = tags,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, stored, condition), condition);
        payload.Keep();
        await request.Contents.SweepAsync();

        var response = request.ResponseHeaders;
        response.ETag = stored.ETag;
        response[Checksum.HeaderOf(stored.Checksum.Algorithm)] = stored.Checksum.Base64;
        response["x-amz-checksum-type"] = stored.Checksum.Type;
        response["x-amz-server-side-encryption"] = "AES256";
        await request.SendAsync(200);
    }
}
