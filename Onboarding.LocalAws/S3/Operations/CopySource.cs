using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>What CopyObject and UploadPartCopy copy from, with the conditions on it.</summary>
internal sealed partial record CopySource(string Bucket, string Key)
{
    private const string RangeHeader = "x-amz-copy-source-range";

    /// <summary><c>/bucket/key</c> or <c>bucket/key</c>, percent-encoded, perhaps with <c>?versionId=</c>.</summary>
    public static CopySource Read(S3Request request, string operation)
    {
        var header = request.Header("x-amz-copy-source")!.TrimStart('/');
        if (header.Contains("?versionId=", StringComparison.Ordinal))
        {
            throw S3Errors.Unsupported(operation, "versionId");
        }

        var path = S3Address.Decode(header);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < path.Length - 1
            ? new CopySource(path[..slash], path[(slash + 1)..])
            : throw S3Errors.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
    }

    /// <param name="range">The value of <c>x-amz-copy-source-range</c>; null for the whole object.</param>
    public StoredContent Open(S3Request request, string? range) =>
        StoredContent.Find(request, Bucket, Key, (_, found) =>
        {
            // A copy has no 304: the source that is not modified fails the precondition, too.
            if (ReadConditions.Evaluate(request, found, "x-amz-copy-source-") is { } failed)
            {
                throw S3Errors.PreconditionFailed(failed == ReadConditions.NotModified
                    ? "x-amz-copy-source-If-None-Match"
                    : failed);
            }

            return RangeOf(range, found);
        });

    private static ByteRange RangeOf(string? header, S3Object found)
    {
        var sizeBytes = found.Content.SizeBytes;
        var range = header is null ? ByteRange.Whole(sizeBytes) : ReadRange(header, sizeBytes);
        return range.Length <= ObjectPayload.SizeBytesMax
            ? range
            : throw S3Errors.InvalidRequest(
                "The specified copy source is larger than the maximum allowable size for a copy source: "
                + ObjectPayload.SizeBytesMax);
    }

    /// <summary>Unlike <c>Range</c> it has both ends, and neither is cut. Texts: recorded by others.</summary>
    private static ByteRange ReadRange(string header, long sizeBytes)
    {
        var match = Range().Match(header);
        if (!match.Success
            || !long.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var last)
            || last < first)
        {
            throw S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
                + "zero-based offsets of the first and last bytes to copy",
                RangeHeader,
                header);
        }

        return last < sizeBytes
            ? new ByteRange(first, last - first + 1)
            : throw S3Errors.InvalidArgument(
                $"Range specified is not valid for source object of size: {sizeBytes}", RangeHeader, header);
    }

    [GeneratedRegex("^bytes=([0-9]+)-([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
