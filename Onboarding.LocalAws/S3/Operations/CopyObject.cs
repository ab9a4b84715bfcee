using Onboarding.LocalAws.S3.Checksums;
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
        "Metadata", "MetadataDirective", "RequestPayer", "ServerSideEncryption", "StorageClass", "TaggingDirective")
    {
        Refused =
        [
            "WebsiteRedirectLocation", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "SSEKMSKeyId",
            "SSEKMSEncryptionContext", "BucketKeyEnabled", "CopySourceSSECustomerAlgorithm",
            "CopySourceSSECustomerKey", "CopySourceSSECustomerKeyMD5", "Tagging", "ObjectLockMode",
            "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus",
        ],
    };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        ObjectUpload.RefuseUnsupported(request, Name);
        if (request.Header("x-amz-tagging-directive") is "REPLACE")
        {
            throw S3Errors.Unsupported("CopyObject", "x-amz-tagging-directive");
        }

        var condition = WriteConditions.Read(request);
        using var source = FindSource(request);
        request.RequireBucket();
        ChecksumAlgorithm? algorithm =
            Enum.TryParse(request.Header("x-amz-checksum-algorithm"), out ChecksumAlgorithm named) ? named : null;
        using var content = await source.CopyAsync(request.Contents, algorithm, request.Aws.Aborted);
        var copy = source.Object with
        {
            Key = request.Key,
            Content = content.Content,
            LastModified = request.Now,
            Headers = Replaces(request) ? ObjectUpload.ReadHeaders(request) : source.Object.Headers,
            Checksum = content.Checksum ?? source.Object.Checksum,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, copy, condition), condition);
        content.Keep();
        await request.Contents.SweepAsync();
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        await request.SendXmlAsync("CopyObjectResult", xml =>
        {
            xml.WriteElementString("LastModified", S3Xml.Time(copy.LastModified));
            xml.WriteElementString("ETag", copy.ETag);
            xml.WriteElementString("ChecksumType", "FULL_OBJECT");
            xml.WriteElementString("Checksum" + copy.Checksum.Algorithm, copy.Checksum.Base64);
        });
    }

    private static StoredContent FindSource(S3Request request)
    {
        // "/bucket/key" or "bucket/key", percent-encoded, perhaps with ?versionId=.
        var header = request.Header("x-amz-copy-source")!.TrimStart('/');
        if (header.Contains("?versionId=", StringComparison.Ordinal))
        {
            throw S3Errors.Unsupported("CopyObject", "versionId");
        }

        var path = S3Address.Decode(header);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw S3Errors.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
        }

        var (bucket, key) = (path[..slash], path[(slash + 1)..]);
        if (bucket == request.Bucket && key == request.Key && !Replaces(request))
        {
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                + "object's metadata, storage class, website redirect location or encryption attributes.");
        }

        var source = StoredContent.Find(request, bucket, key);
        // A copy has no 304: the source that is not modified fails the precondition, too.
        if (ReadConditions.Evaluate(request, source.Object, "x-amz-copy-source-") is { } failed)
        {
            source.Dispose();
            throw S3Errors.PreconditionFailed(failed == ReadConditions.NotModified
                ? "x-amz-copy-source-If-None-Match"
                : failed);
        }

        return source;
    }

    private static bool Replaces(S3Request request) => request.Header("x-amz-metadata-directive") switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", other),
    };
}
