using System.Globalization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetObject and HeadObject, which differ in the body only: ranges, conditions, checksums, overridden headers.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.
/// </summary>
internal sealed class GetObject : IS3Operation
{
    /// <summary>Of HeadObject, too.</summary>
    public static OperationMembers ReadMembers { get; } = new(
        "Bucket", "ChecksumMode", "ExpectedBucketOwner", "IfMatch", "IfModifiedSince", "IfNoneMatch",
        "IfUnmodifiedSince", "Key", "PartNumber", "Range", "RequestPayer", "ResponseCacheControl",
        "ResponseContentDisposition", "ResponseContentEncoding", "ResponseContentLanguage", "ResponseContentType",
        "ResponseExpires")
    {
        Refused = ["VersionId", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5"],
    };

    public string Name => "GetObject";

    public S3Route Route { get; } = new("GET", S3Level.Object);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetObject", S3Resources.Object)];

    public OperationMembers Members => ReadMembers;

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) => SendAsync(request);

    public static async ValueTask SendAsync(S3Request request)
    {
        using var opened = StoredContent.Find(request, request.Bucket, request.Key, Choose);
        if (opened.Range is not { } range)
        {
            NotModified(request, opened.Object);
            return;
        }

        WriteHeaders(request, opened.Object, range);
        var type = request.Query("response-content-type") ?? opened.Object.Headers.ContentType;
        var status = range.IsPart ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        await opened.SendAsync(request, status, type);
    }

    public static string HttpTime(DateTimeOffset at) => at.ToString("R", CultureInfo.InvariantCulture);

    /// <returns>Null where the client has it already.</returns>
    private static ByteRange? Choose(S3Request request, S3Object found)
    {
        var part = ObjectPart.Find(request, found);
        return ReadConditions.Evaluate(request, found) switch
        {
            null => part?.Range
                ?? ByteRange.Read(request.Header("Range"), found.Content.SizeBytes)
                ?? ByteRange.Whole(found.Content.SizeBytes),
            ReadConditions.NotModified => null,
            var failed => throw S3Errors.PreconditionFailed(failed),
        };
    }

    private static void NotModified(S3Request request, S3Object found)
    {
        request.ResponseHeaders.ETag = found.ETag;
        request.ResponseHeaders.LastModified = HttpTime(found.LastModified);
        request.Aws.Http.Response.StatusCode = StatusCodes.Status304NotModified;
    }

    private static void WriteHeaders(S3Request request, S3Object found, ByteRange range)
    {
        var headers = request.ResponseHeaders;
        headers.ETag = found.ETag;
        headers.LastModified = HttpTime(found.LastModified);
        headers.AcceptRanges = "bytes";
        headers["x-amz-server-side-encryption"] = "AES256";
        if (range.IsPart)
        {
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {range.From}-{range.From + range.Length - 1}/{found.Content.SizeBytes}");
        }

        if (found.Tags.Count > 0)
        {
            headers["x-amz-tagging-count"] = found.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }

        var part = ObjectPart.Find(request, found);
        if (part?.Count is { } count)
        {
            headers["x-amz-mp-parts-count"] = count.ToString(CultureInfo.InvariantCulture);
        }

        // A checksum of the whole says nothing about a range; a part has its own.
        var checksum = part is null ? found.Checksum : part.Checksum;
        if ((part is not null || !range.IsPart) && request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            headers[Checksum.HeaderOf(checksum.Algorithm)] = checksum.Base64;
            headers["x-amz-checksum-type"] = found.Checksum.Type;
        }

        WriteStored(request, headers, found.Headers);
    }

    private static void WriteStored(S3Request request, IHeaderDictionary headers, ObjectHeaders stored)
    {
        Write(headers, "Cache-Control", request.Query("response-cache-control") ?? stored.CacheControl);
        Write(
            headers, "Content-Disposition", request.Query("response-content-disposition") ?? stored.ContentDisposition);
        Write(headers, "Content-Encoding", request.Query("response-content-encoding") ?? stored.ContentEncoding);
        Write(headers, "Content-Language", request.Query("response-content-language") ?? stored.ContentLanguage);
        Write(headers, "Expires", request.Query("response-expires") ?? stored.Expires);
        foreach (var (name, value) in stored.Metadata)
        {
            Write(headers, "x-amz-meta-" + name, value);
        }
    }

    /// <summary>Headers are ASCII: what is not goes out as an RFC 2047 word, as S3 documents for metadata.</summary>
    private static void Write(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = System.Text.Ascii.IsValid(value)
                ? value
                : $"=?UTF-8?B?{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))}?=";
        }
    }
}
