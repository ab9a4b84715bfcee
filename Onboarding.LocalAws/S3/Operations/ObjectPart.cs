using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// What <c>partNumber</c> names: a part of a multipart upload, or, as 1, an object that was uploaded whole.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.
/// </summary>
/// <param name="Range">Of the object.</param>
/// <param name="Count">Of the object's parts; null where it was uploaded whole.</param>
internal sealed record ObjectPart(ByteRange Range, int? Count, Checksum Checksum)
{
    /// <returns>Null where the request names no part.</returns>
    /// <exception cref="Wire.AwsException">There is no such part.</exception>
    public static ObjectPart? Find(S3Request request, S3Object found)
    {
        if (request.Query("partNumber") is null)
        {
            return null;
        }

        if (request.Header("Range") is not null)
        {
            throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        }

        var number = UploadRequest.PartNumber(request);
        if (found.Content is not ObjectContent.Joined { Parts: var parts })
        {
            return number == 1
                ? new ObjectPart(Of(0, found.Content), Count: null, found.Checksum)
                : throw S3Errors.InvalidPartNumber(number, count: 1);
        }

        var from = 0L;
        foreach (var part in parts)
        {
            if (part.Number == number)
            {
                return new ObjectPart(Of(from, part.Content), parts.Count, part.Checksum);
            }

            from += part.Content.SizeBytes;
        }

        throw S3Errors.InvalidPartNumber(number, parts.Count);
    }

    /// <summary>An empty one has no first byte that Content-Range could name.</summary>
    private static ByteRange Of(long from, ObjectContent content) =>
        new(from, content.SizeBytes, IsPart: content.SizeBytes > 0);
}
