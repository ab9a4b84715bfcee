using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// CopyObject: the source's content under another key, with its headers or new ones.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html.
/// </summary>
internal sealed class CopyObject : IS3Operation
{
    public string Name => "CopyObject";

    public S3Route Route { get; } = new("PUT", S3Level.Object, "x-amz-copy-source");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("s3:PutObject", S3Resources.Object), new("s3:GetObject", S3Resources.CopySource)];

    public OperationMembers Members { get; } = new(
        "ACL", "Bucket", "CacheControl", "ChecksumAlgorithm", "ContentDisposition", "ContentEncoding",
        "ContentLanguage", "ContentType", "CopySource", "CopySourceIfMatch", "CopySourceIfModifiedSince",
        "CopySourceIfNoneMatch", "CopySourceIfUnmodifiedSince", "ExpectedBucketOwner", "ExpectedSourceBucketOwner",
        "Expires", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWriteACP", "IfMatch", "IfNoneMatch", "Key",
        "Metadata", "MetadataDirective", "RequestPayer", "ServerSideEncryption", "StorageClass", "Tagging",
        "TaggingDirective")
    {
        Refused =
        [
            "WebsiteRedirectLocation", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "SSEKMSKeyId",
            "SSEKMSEncryptionContext", "BucketKeyEnabled", "CopySourceSSECustomerAlgorithm",
            "CopySourceSSECustomerKey", "CopySourceSSECustomerKeyMD5", "ObjectLockMode", "ObjectLockRetainUntilDate",
            "ObjectLockLegalHoldStatus",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        ObjectUpload.RefuseUnsupported(request, Name);
        var condition = WriteConditions.Read(request);
        var from = CopySource.Read(request, Name);
        RefuseCopyToItself(request, from);
        var tags = Replaces(request, "tagging") ? TagSet.OfObject(request.Header(TagSet.Header)) : null;
        using var source = from.Open(request, range: null);
        request.RequireBucket();
        using var digests = DigestsOf(request, source.Object);
        using var content = await source.CopyAsync(request.Contents, digests, request.Aws.Aborted);
        var copy = source.Object with
        {
            Key = request.Key,
            Content = content.Content,
            LastModified = request.Now,
            Tags = tags ?? source.Object.Tags,
            Headers = Replaces(request, "metadata") ? ObjectUpload.ReadHeaders(request) : source.Object.Headers,
            ETag = content.Digest?.ETag ?? source.Object.ETag,
            Checksum = content.Digest?.Checksum ?? source.Object.Checksum,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, copy, condition), condition);
        content.Keep();
        await request.Contents.SweepAsync();
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        await request.SendXmlAsync("CopyObjectResult", xml =>
        {
            xml.WriteElementString("LastModified", S3Xml.Time(copy.LastModified));
            xml.WriteElementString("ETag", copy.ETag);
            xml.WriteElementString("ChecksumType", copy.Checksum.Type);
            xml.WriteElementString("Checksum" + copy.Checksum.Algorithm, copy.Checksum.Base64);
        });
    }

    /// <summary>
    /// A copy of an upload in parts is one content with an entity tag and a checksum of its own.
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.
    /// </summary>
    private static ContentDigests? DigestsOf(S3Request request, S3Object source) =>
        Enum.TryParse(request.Header("x-amz-checksum-algorithm"), out ChecksumAlgorithm named)
            ? new ContentDigests(named)
            : source.Content is ObjectContent.Joined ? new ContentDigests(source.Checksum.Algorithm) : null;

    private static void RefuseCopyToItself(S3Request request, CopySource from)
    {
        if (from.Bucket == request.Bucket && from.Key == request.Key && !Replaces(request, "metadata"))
        {
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                + "object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    /// <param name="what">metadata or tagging: each has a header of its own.</param>
    private static bool Replaces(S3Request request, string what) => request.Header($"x-amz-{what}-directive") switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument($"Unknown {what} directive.", $"x-amz-{what}-directive", other),
    };
}
