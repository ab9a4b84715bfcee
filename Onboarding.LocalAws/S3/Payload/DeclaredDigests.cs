using System.Security.Cryptography;
using Onboarding.LocalAws.S3.Checksums;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>
/// Everything that a client says of a body beforehand: its MD5, a checksum, and the hash that it has signed. What can
/// be wrong with that in itself is found before a byte is read.
/// </summary>
internal sealed class DeclaredDigests
{
    private readonly byte[]? _md5;
    private readonly RequestedChecksum _checksum;
    private readonly string? _payloadHash;

    /// <exception cref="Wire.AwsException">It is malformed.</exception>
    public DeclaredDigests(S3Request request)
    {
        _md5 = ReadMd5(request.Header("Content-MD5"));
        _checksum = RequestedChecksum.Read(request);
        _payloadHash = request.Aws.Signature?.ContentSha256 is { Length: 64 } signed ? signed : null;
    }

    /// <param name="kept">What is kept of the body; null for what the client sends of it.</param>
    public ContentDigests Begin(ChecksumAlgorithm? kept = null) =>
        new(_checksum.Algorithm, hashesPayload: _payloadHash is not null, kept);

    /// <exception cref="Wire.AwsException">The body is another one.</exception>
    public void Verify(ContentDigest actual, IReadOnlyDictionary<string, string>? trailers)
    {
        if (_payloadHash is not null && _payloadHash != actual.PayloadHash)
        {
            throw S3Errors.ContentHashMismatch();
        }

        if (_md5 is not null && !_md5.AsSpan().SequenceEqual(actual.Md5))
        {
            throw S3Errors.BadDigest("Content-MD5");
        }

        _checksum.Verify(actual.Checksum, trailers);
    }

    private static byte[]? ReadMd5(string? declared)
    {
        if (declared is null)
        {
            return null;
        }

        var bytes = new byte[MD5.HashSizeInBytes];
        return Convert.TryFromBase64String(declared, bytes, out var written) && written == bytes.Length
            ? bytes
            : throw S3Errors.InvalidDigest();
    }
}
