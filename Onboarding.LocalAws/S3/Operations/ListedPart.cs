using System.Globalization;
using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// A part as CompleteMultipartUpload lists it:
/// <code>&lt;Part&gt;&lt;PartNumber&gt;1&lt;/PartNumber&gt;&lt;ETag&gt;"…"&lt;/ETag&gt;&lt;/Part&gt;</code>
/// and perhaps a checksum. SDKs write the entity tag with or without quotes.
/// </summary>
internal sealed record ListedPart(int Number, string ETag, Checksum? Checksum)
{
    /// <exception cref="Wire.AwsException">There is none, or one is malformed.</exception>
    public static IReadOnlyList<ListedPart> ReadAll(S3Request request)
    {
        List<ListedPart> parts = [];
        foreach (var part in S3Xml.Read(request, "CompleteMultipartUpload").Children("Part"))
        {
            if (!int.TryParse(part.Child("PartNumber")?.Value, CultureInfo.InvariantCulture, out var number)
                || part.Child("ETag")?.Value.Trim() is not { Length: > 0 } etag)
            {
                throw S3Errors.MalformedXml();
            }

            var checksums = Enum.GetValues<ChecksumAlgorithm>()
                .Select(a => (Algorithm: a, Value: part.Child("Checksum" + a)?.Value.Trim()))
                .Where(c => c.Value is { Length: > 0 })
                .Select(Checksum? (c) => new Checksum(c.Algorithm, c.Value!));
            parts.Add(new ListedPart(number, WriteConditions.Quote(etag)!, checksums.FirstOrDefault()));
        }

        return parts.Count is > 0 and <= UploadRequest.PartNumberMax ? parts : throw S3Errors.MalformedXml();
    }
}
