using System.Text;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>The headers of PutObject and CopyObject that describe the object, and those that are refused.</summary>
internal static class ObjectUpload
{
    /// <summary>Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html.</summary>
    private const int MetadataSizeBytesMax = 2 * 1024;

    private const string MetadataPrefix = "x-amz-meta-";

    /// <summary>What S3 stores where the client names no type.</summary>
    private const string DefaultContentType = "binary/octet-stream";

    public static ObjectHeaders ReadHeaders(S3Request request) => new(
        request.Header("Content-Type") ?? DefaultContentType,
        request.Header("Cache-Control"),
        request.Header("Content-Disposition"),
        ContentEncoding(request.Header("Content-Encoding")),
        request.Header("Content-Language"),
        request.Header("Expires"),
        ReadMetadata(request));

    public static void RefuseUnsupported(S3Request request, string operation)
    {
        if (request.Headers.Any(h => h.Key.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.AclNotSupported();
        }

        // With ACLs disabled, the default, S3 takes only the ACL that says the same.
        if (request.Header("x-amz-acl") is not (null or "bucket-owner-full-control"))
        {
            throw S3Errors.AclNotSupported();
        }

        if (request.Header("x-amz-storage-class") is { } storageClass and not "STANDARD")
        {
            throw S3Errors.Unsupported(operation, $"storage class {storageClass}");
        }

        if (request.Header("x-amz-server-side-encryption") is { } encryption and not "AES256")
        {
            throw S3Errors.Unsupported(operation, $"server-side encryption {encryption}");
        }
    }

    private static List<KeyValuePair<string, string>> ReadMetadata(S3Request request)
    {
        List<KeyValuePair<string, string>> metadata = [];
        var sizeBytes = 0;
        foreach (var header in request.Headers)
        {
            if (header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var name = header.Key[MetadataPrefix.Length..].ToLowerInvariant();
                var value = header.Value.ToString();
                sizeBytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
                metadata.Add(new(name, value));
            }
        }

        return sizeBytes <= MetadataSizeBytesMax
            ? metadata
            : throw S3Errors.MetadataTooLarge(sizeBytes, MetadataSizeBytesMax);
    }

    /// <summary><c>aws-chunked</c> is of the transfer, not of the object.</summary>
    private static string? ContentEncoding(string? header)
    {
        if (header is null || !header.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase))
        {
            return header;
        }

        var encodings = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var rest = string.Join(',', encodings.Where(e => !e.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
        return rest.Length == 0 ? null : rest;
    }
}
