using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// CopyObject: the source's content under another key, with its headers or new ones.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html.
/// </summary>
internal static class CopyObject
{
    private const string Operation = "CopyObject";

    public static ValueTask HandleAsync(S3Request request)
    {
        ObjectUpload.RefuseUnsupported(request, Operation);
        if (request.Header("x-amz-tagging-directive") is "REPLACE")
        {
            throw S3Errors.Unsupported(Operation, "x-amz-tagging-directive");
        }

        var condition = WriteConditions.Read(request);
        var source = FindSource(request);
        var copy = source with
        {
            Key = request.Key,
            LastModified = request.Now,
            Headers = Replaces(request) ? ObjectUpload.ReadHeaders(request) : source.Headers,
            Checksum = request.Header("x-amz-checksum-algorithm") is { } name
                && Enum.TryParse(name, out ChecksumAlgorithm algorithm)
                    ? Checksum.Compute(algorithm, source.Content)
                    : source.Checksum,
        };
        WriteConditions.Check(request, request.Store.Put(request.Bucket, copy, condition), condition);
        request.ResponseHeaders["x-amz-server-side-encryption"] = "AES256";
        return request.SendXmlAsync("CopyObjectResult", xml =>
        {
            xml.WriteElementString("LastModified", S3Xml.Time(copy.LastModified));
            xml.WriteElementString("ETag", copy.ETag);
            xml.WriteElementString("ChecksumType", "FULL_OBJECT");
            xml.WriteElementString("Checksum" + copy.Checksum.Algorithm, copy.Checksum.Base64);
        });
    }

    private static S3Object FindSource(S3Request request)
    {
        // "/bucket/key" or "bucket/key", percent-encoded, perhaps with ?versionId=.
        var header = request.Header("x-amz-copy-source")!.TrimStart('/');
        if (header.Contains("?versionId=", StringComparison.Ordinal))
        {
            throw S3Errors.Unsupported(Operation, "versionId");
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

        var (hasBucket, source) = request.Store.Find(bucket, key);
        if (source is null)
        {
            throw hasBucket ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchBucket(bucket);
        }

        // A copy has no 304: the source that is not modified fails the precondition, too.
        return ReadConditions.Evaluate(request, source, "x-amz-copy-source-") is { } failed
            ? throw S3Errors.PreconditionFailed(failed == ReadConditions.NotModified
                ? "x-amz-copy-source-If-None-Match"
                : failed)
            : source;
    }

    private static bool Replaces(S3Request request) => request.Header("x-amz-metadata-directive") switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", other),
    };
}
