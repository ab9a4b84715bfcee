using System.Globalization;
using System.Security.Cryptography;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// Makes an object of the parts of an upload, and changes nothing. In AWS's order: the order of the parts, then part by
/// part whether it is there, is what the client means, and is large enough; then what the headers say of the whole.
/// Texts: recorded in public test suites that run against AWS.
/// </summary>
internal static class UploadCompletion
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    private const long PartSizeBytesMin = 5 * 1024 * 1024;

    /// <exception cref="Wire.AwsException">The list is not one of the upload's parts.</exception>
    public static S3Object Join(S3Request request, MultipartUpload upload, IReadOnlyList<ListedPart> listed)
    {
        CheckOrder(upload, listed);
        CheckChecksumType(request, upload);
        List<UploadedPart> parts = [];
        foreach (var part in listed)
        {
            parts.Add(Find(upload, part, isLast: parts.Count == listed.Count - 1));
        }

        var content = new ObjectContent.Joined(upload.Id, parts);
        CheckSize(request, content.SizeBytes);
        var checksum = ChecksumOf(upload, parts);
        CheckChecksum(request, upload, checksum);
        return new S3Object
        {
            Key = upload.Key,
            Content = content,
            ETag = ETagOf(parts),
            LastModified = request.Now,
            Checksum = checksum,
            Headers = upload.Headers,
            Tags = upload.Tags,
        };
    }

    private static void CheckOrder(MultipartUpload upload, IReadOnlyList<ListedPart> listed)
    {
        for (var i = 1; i < listed.Count; i++)
        {
            if (listed[i].Number <= listed[i - 1].Number)
            {
                throw S3Errors.InvalidPartOrder(upload.Id);
            }
        }

        // AWS's page has it that this ends in an internal error; a client would try again for nothing.
        if (upload.Checksum is not null && (listed[0].Number != 1 || listed[^1].Number != listed.Count))
        {
            throw S3Errors.InvalidRequest(
                "Part numbers must be consecutive and begin with 1 when a checksum is used.");
        }
    }

    private static void CheckChecksumType(S3Request request, MultipartUpload upload)
    {
        var expected = upload.Checksum?.Type ?? Checksum.FullObject;
        if (request.Header("x-amz-checksum-type") is { } type && type != expected)
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using the {expected} checksum mode. The complete request must use the same "
                + "checksum mode.");
        }
    }

    private static UploadedPart Find(MultipartUpload upload, ListedPart listed, bool isLast)
    {
        if (!upload.Parts.TryGetValue(listed.Number, out var part)
            || part.ETag != listed.ETag
            || (listed.Checksum is { } checksum && (upload.Checksum is null || checksum != part.Checksum)))
        {
            throw S3Errors.InvalidPart(upload.Id, listed.Number, listed.ETag);
        }

        if (listed.Checksum is null && upload.Checksum is { IsComposite: true } expected)
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using a {S3Errors.Lower(expected.Algorithm)} checksum. The complete request "
                + "must include the checksum for each part. It was missing for part "
                + $"{listed.Number.ToString(CultureInfo.InvariantCulture)} in the request.");
        }

        return isLast || part.Content.SizeBytes >= PartSizeBytesMin
            ? part
            : throw S3Errors.EntityTooSmall(part.Number, part.ETag, part.Content.SizeBytes, PartSizeBytesMin);
    }

    private static void CheckSize(S3Request request, long sizeBytes)
    {
        if (request.Header("x-amz-mp-object-size") is { } declared
            && declared != sizeBytes.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Errors.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {declared} does not match what was computed: "
                + sizeBytes.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Checksum ChecksumOf(MultipartUpload upload, List<UploadedPart> parts) =>
        upload.Checksum is { IsComposite: true, Algorithm: var algorithm }
            ? PartChecksums.Compose(algorithm, [.. parts.Select(p => p.Checksum)])
            : PartChecksums.Join(upload.PartAlgorithm, parts.Select(p => (p.Checksum, p.Content.SizeBytes)));

    /// <summary>A composite one may come without its number of parts. An upload without one ignores it.</summary>
    private static void CheckChecksum(S3Request request, MultipartUpload upload, Checksum actual)
    {
        foreach (var algorithm in upload.Checksum is null ? [] : Enum.GetValues<ChecksumAlgorithm>())
        {
            if (request.Header(Checksum.HeaderOf(algorithm)) is not { } declared)
            {
                continue;
            }

            if (algorithm != actual.Algorithm)
            {
                throw S3Errors.ChecksumMismatch(actual.Algorithm, algorithm);
            }

            if (declared != actual.Base64 && declared != actual.Base64.Split('-')[0])
            {
                throw S3Errors.BadDigest(algorithm.ToString());
            }
        }
    }

    /// <summary>The MD5 of the parts' MD5s, a hyphen, and how many they are.</summary>
    private static string ETagOf(List<UploadedPart> parts)
    {
        var hashes = parts.SelectMany(p => Convert.FromHexString(p.ETag.AsSpan().Trim('"'))).ToArray();
#pragma warning disable CA5351 // Not for security: an S3 entity tag is made of MD5s.
        var hash = Convert.ToHexStringLower(MD5.HashData(hashes));
#pragma warning restore CA5351
        return string.Create(CultureInfo.InvariantCulture, $"\"{hash}-{parts.Count}\"");
    }
}
