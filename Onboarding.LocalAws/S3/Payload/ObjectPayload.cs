using System.Globalization;
using System.Security.Cryptography;
using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>The bytes of an upload, decoded and with every checksum that the client sent verified.</summary>
/// <param name="Content">An array of its own: the request's buffer goes back to the pool.</param>
/// <param name="ETag">MD5 in lower-case hex, in quotes.</param>
/// <param name="Checksum">The client's, or CRC64NVME, which S3 computes where the client sends none.</param>
internal sealed record ObjectPayload(byte[] Content, string ETag, Checksum Checksum)
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    public static ObjectPayload Read(S3Request request)
    {
        var (content, trailers) = ReadContent(request);
        Span<byte> md5 = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // Not for security: an S3 entity tag is the MD5 of the content.
        MD5.HashData(content, md5);
#pragma warning restore CA5351
        VerifyMd5(request.Header("Content-MD5"), md5);
        return new ObjectPayload(
            content,
            $"\"{Convert.ToHexStringLower(md5)}\"",
            RequestedChecksum.Verify(request, content, trailers)
                ?? Checksum.Compute(ChecksumAlgorithm.CRC64NVME, content));
    }

    private static (byte[] Content, Dictionary<string, string>? Trailers) ReadContent(S3Request request)
    {
        var body = request.Aws.Body;
        var kind = request.Header("x-amz-content-sha256");
        switch (kind)
        {
            case UnsignedTrailer:
            case SignedChunks:
            case SignedChunksTrailer:
                var signature = kind == UnsignedTrailer ? null : request.Aws.Signature;
                var content = AwsChunkedBody.Decode(body.Span, DecodedLength(request), signature, out var trailers);
                return (content, trailers);
            case null or UnsignedPayload or { Length: 64 }:
                // S3 does not take HTTP's own chunks without the length of the content (documented for PutObject).
                return request.Http.ContentLength is null && request.Http.Headers.TransferEncoding.Count > 0
                    ? throw S3Errors.NotImplementedHeader("Transfer-Encoding")
                    : (body.ToArray(), null);
            default:
                throw S3Errors.InvalidArgument(
                    $"x-amz-content-sha256 must be {UnsignedPayload}, {UnsignedTrailer}, {SignedChunks}, "
                    + $"{SignedChunksTrailer} or a valid sha256 value.",
                    "x-amz-content-sha256",
                    kind);
        }
    }

    private static int DecodedLength(S3Request request) =>
        int.TryParse(
            request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw S3Errors.MissingContentLength();

    private static void VerifyMd5(string? declared, ReadOnlySpan<byte> actual)
    {
        if (declared is null)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[MD5.HashSizeInBytes];
        if (!Convert.TryFromBase64String(declared, bytes, out var written) || written != bytes.Length)
        {
            throw S3Errors.InvalidDigest();
        }

        if (!bytes.SequenceEqual(actual))
        {
            throw S3Errors.BadDigest("Content-MD5");
        }
    }
}
