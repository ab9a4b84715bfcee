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
        "IfUnmodifiedSince", "Key", "Range", "RequestPayer", "ResponseCacheControl", "ResponseContentDisposition",
        "ResponseContentEncoding", "ResponseContentLanguage", "ResponseContentType", "ResponseExpires")
    {
        Refused = ["VersionId", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "PartNumber"],
    };

    public string Name => "GetObject";

    public S3Route Route { get; } = new("GET", S3Level.Object);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetObject", S3Resources.Object)];

    public OperationMembers Members => ReadMembers;

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) => SendAsync(request);

    public static async ValueTask SendAsync(S3Request request)
    {
        using var opened = StoredContent.Find(request, request.Bucket, request.Key);
        var found = opened.Object;
        if (ReadConditions.Evaluate(request, found) is { } failed)
        {
            if (failed != ReadConditions.NotModified)
            {
                throw S3Errors.PreconditionFailed(failed);
            }

            NotModified(request, found);
            return;
        }

        var range = ByteRange.Read(request.Header("Range"), found.Content.SizeBytes);
        WriteHeaders(request, found, range);
        await SendAsync(request, opened, range);
    }

    private static void NotModified(S3Request request, S3Object found)
    {
        request.ResponseHeaders.ETag = found.ETag;
        request.ResponseHeaders.LastModified = HttpTime(found.LastModified);
        request.Aws.Http.Response.StatusCode = StatusCodes.Status304NotModified;
    }

    private static ValueTask SendAsync(S3Request request, StoredContent opened, ByteRange? range)
    {
        var type = request.Query("response-content-type") ?? opened.Object.Headers.ContentType;
        var status = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        return opened.SendAsync(
            request, status, type, range ?? new ByteRange(0, opened.Object.Content.SizeBytes));
    }

    private static void WriteHeaders(S3Request request, S3Object found, ByteRange? range)
    {
        var headers = request.ResponseHeaders;
        headers.ETag = found.ETag;
        headers.LastModified = HttpTime(found.LastModified);
        headers.AcceptRanges = "bytes";
        headers["x-amz-server-side-encryption"] = "AES256";
        if (range is { } part)
        {
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {part.From}-{part.From + part.Length - 1}/{found.Content.SizeBytes}");
        }
        else if (request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            // A checksum of the whole says nothing about a part.
            headers[Checksum.HeaderOf(found.Checksum.Algorithm)] = found.Checksum.Base64;
            headers["x-amz-checksum-type"] = "FULL_OBJECT";
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

    private static string HttpTime(DateTimeOffset at) => at.ToString("R", CultureInfo.InvariantCulture);
}
