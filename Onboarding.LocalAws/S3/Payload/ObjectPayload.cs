using System.Buffers;
using System.Globalization;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>
/// An upload that has come in whole: decoded, hashed on its way, and everything that the client declared verified. No
/// object names it yet: disposed before <see cref="Keep"/> it leaves nothing behind.
/// </summary>
internal sealed class ObjectPayload : IDisposable
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html</summary>
    public const long SizeBytesMax = 5L * 1024 * 1024 * 1024;

    private const int BufferSizeBytes = 128 * 1024;
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    private readonly ContentDraft? _draft;

    private ObjectPayload(ObjectContent content, ContentDigest digest, ContentDraft? draft)
    {
        Content = content;
        Digest = digest;
        _draft = draft;
    }

    public ObjectContent Content { get; }

    /// <summary>Its checksum is the client's, or CRC64NVME, which S3 computes where the client sends none.</summary>
    public ContentDigest Digest { get; }

    /// <param name="kept">The checksum to keep; null for the one that the client sends.</param>
    /// <exception cref="Wire.AwsException">The upload is not what was declared.</exception>
    /// <exception cref="InsufficientStorageException">There is no space for it.</exception>
    public static async Task<ObjectPayload> ReceiveAsync(S3Request request, ChecksumAlgorithm? kept = null)
    {
        var isChunked = IsChunked(request);
        var sizeBytes = SizeOf(request, isChunked);
        if (sizeBytes > SizeBytesMax)
        {
            throw S3Errors.EntityTooLarge(sizeBytes, SizeBytesMax);
        }

        var declared = new DeclaredDigests(request);
        using var digests = declared.Begin(kept);
        var body = request.Http.BodyReader;
        if (!isChunked)
        {
            return await ReceiveAsync(new Reception(request, new PlainUpload(body), declared, digests), sizeBytes);
        }

        var isSigned = request.Header("x-amz-content-sha256") != UnsignedTrailer;
        using var chunks = new AwsChunkedUpload(body, sizeBytes, isSigned ? request.Aws.Signature : null);
        return await ReceiveAsync(new Reception(request, chunks, declared, digests), sizeBytes);
    }

    /// <summary>The same of a content whose end alone tells its size, which is at most that of the body.</summary>
    /// <exception cref="Wire.AwsException">The upload is not what was declared.</exception>
    /// <exception cref="InsufficientStorageException">There is no space for it.</exception>
    public static async Task<ObjectPayload> ReceiveAsync(S3Request request, UploadReader upload)
    {
        var declared = new DeclaredDigests(request);
        using var digests = declared.Begin();
        var reception = new Reception(request, upload, declared, digests);
        var sizeBytesMax = request.Http.ContentLength ?? SizeBytesMax;
        var first = new byte[Math.Min(sizeBytesMax, ObjectContent.InMemorySizeBytesMax) + 1];
        var count = await FillAsync(upload, first, request.Aws.Aborted);
        digests.Append(first.AsSpan(0, count));
        return count < first.Length
            ? reception.Verify(new ObjectContent.InMemory(first[..count]), draft: null)
            : await ReceiveFileAsync(reception, first, sizeBytesMax, sizeBytes: null);
    }

    /// <summary>An object names the content.</summary>
    public void Keep() => _draft?.Keep();

    public void Dispose() => _draft?.Dispose();

    private static async Task<ObjectPayload> ReceiveAsync(Reception reception, long sizeBytes)
    {
        if (sizeBytes > ObjectContent.InMemorySizeBytesMax)
        {
            return await ReceiveFileAsync(reception, first: default, sizeBytes, sizeBytes);
        }

        var bytes = new byte[sizeBytes];
        await FillWholeAsync(reception.Upload, bytes, reception.Request.Aws.Aborted);
        reception.Digests.Append(bytes);
        return reception.Verify(new ObjectContent.InMemory(bytes), draft: null);
    }

    /// <param name="first">What was read before.</param>
    /// <param name="sizeBytes">What was announced; null for nothing.</param>
    private static async Task<ObjectPayload> ReceiveFileAsync(
        Reception reception, ReadOnlyMemory<byte> first, long sizeBytesMax, long? sizeBytes)
    {
        var stop = reception.Request.Aws.Aborted;
        var draft = reception.Request.Contents.Begin(sizeBytesMax);
        try
        {
            if (!first.IsEmpty)
            {
                await draft.WriteAsync(first, stop);
            }

            await CopyAsync(reception.Upload, draft, reception.Digests, stop);
            return sizeBytes is null || draft.SizeBytes == sizeBytes
                ? reception.Verify(await draft.FinishAsync(), draft)
                : throw S3Errors.IncompleteBody();
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private static async ValueTask FillWholeAsync(UploadReader upload, byte[] bytes, CancellationToken stop)
    {
        if (await FillAsync(upload, bytes, stop) < bytes.Length || await upload.ReadAsync(new byte[1], stop) > 0)
        {
            throw S3Errors.IncompleteBody();
        }
    }

    /// <returns>How much there was.</returns>
    private static async ValueTask<int> FillAsync(UploadReader upload, byte[] bytes, CancellationToken stop)
    {
        var count = 0;
        while (count < bytes.Length && await upload.ReadAsync(bytes.AsMemory(count), stop) is var read and > 0)
        {
            count += read;
        }

        return count;
    }

    private static async ValueTask CopyAsync(
        UploadReader upload, ContentDraft draft, ContentDigests digests, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSizeBytes);
        try
        {
            while (await upload.ReadAsync(buffer, stop) is var count and > 0)
            {
                digests.Append(buffer.AsSpan(0, count));
                await draft.WriteAsync(buffer.AsMemory(0, count), stop);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsChunked(S3Request request)
    {
        var kind = request.Header("x-amz-content-sha256");
        switch (kind)
        {
            case UnsignedTrailer:
            case SignedChunks:
            case SignedChunksTrailer:
                return true;
            case null or UnsignedPayload or { Length: 64 }:
                // S3 does not take HTTP's own chunks without the length of the content (documented for PutObject).
                return request.Http.ContentLength is null && request.Http.Headers.TransferEncoding.Count > 0
                    ? throw S3Errors.NotImplementedHeader("Transfer-Encoding")
                    : false;
            default:
                throw S3Errors.InvalidArgument(
                    $"x-amz-content-sha256 must be {UnsignedPayload}, {UnsignedTrailer}, {SignedChunks}, "
                    + $"{SignedChunksTrailer} or a valid sha256 value.",
                    "x-amz-content-sha256",
                    kind);
        }
    }

    private static long SizeOf(S3Request request, bool isChunked) =>
        !isChunked ? request.Http.ContentLength ?? 0
        : long.TryParse(
            request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw S3Errors.MissingContentLength();

    /// <summary>An upload that is coming in, and what it has to be.</summary>
    private sealed record Reception(
        S3Request Request, UploadReader Upload, DeclaredDigests Declared, ContentDigests Digests)
    {
        /// <exception cref="Wire.AwsException">It is another one.</exception>
        public ObjectPayload Verify(ObjectContent content, ContentDraft? draft)
        {
            var digest = Digests.Finish();
            Declared.Verify(digest, Upload.Trailers);
            return new ObjectPayload(content, digest, draft);
        }
    }
}
