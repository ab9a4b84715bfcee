using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>What the operations on one multipart upload share.</summary>
internal static class UploadRequest
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    public const int PartNumberMax = 10_000;

    public const int PageSizeMax = 1_000;

    public static string UploadId(S3Request request) => request.Query("uploadId") ?? "";

    /// <exception cref="Wire.AwsException">NoSuchUpload, or NoSuchBucket.</exception>
    public static MultipartUpload RequireUpload(S3Request request)
    {
        request.RequireBucket();
        return request.Store.FindUpload(request.Bucket, request.Key, UploadId(request))
            ?? throw S3Errors.NoSuchUpload(UploadId(request));
    }

    public static int PartNumber(S3Request request)
    {
        var text = request.Query("partNumber") ?? "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= PartNumberMax
                ? number
                : throw S3Errors.InvalidArgument(
                    $"Part number must be an integer between 1 and {PartNumberMax}, inclusive", "partNumber", text);
    }

    /// <summary>A parameter like <c>max-parts</c>: 0 to 2,147,483,647, of which no page has more than 1,000.</summary>
    public static int PageSize(S3Request request, string name) =>
        Math.Min(PageSizeMax, NotNegative(request, name) ?? PageSizeMax);

    /// <returns>Null where the parameter is absent.</returns>
    public static int? NotNegative(S3Request request, string name) => request.Query(name) switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw S3Errors.InvalidArgument(
            $"Argument {name} must be an integer between 0 and {int.MaxValue}", name, text),
    };

    public static void WriteChecksum(IHeaderDictionary headers, Checksum checksum) =>
        headers[Checksum.HeaderOf(checksum.Algorithm)] = checksum.Base64;

    public static void WriteChecksum(XmlWriter xml, Checksum checksum) =>
        xml.WriteElementString("Checksum" + checksum.Algorithm, checksum.Base64);
}
