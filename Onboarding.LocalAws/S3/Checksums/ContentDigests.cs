using System.Security.Cryptography;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>Everything that S3 computes of an object or a part, while its bytes go by.</summary>
/// <param name="kept">Another checksum to keep than the one that the client sends; null for that one.</param>
internal sealed class ContentDigests(
    ChecksumAlgorithm algorithm, bool hashesPayload = false, ChecksumAlgorithm? kept = null) : IDisposable
{
#pragma warning disable CA5351 // Not for security: an S3 entity tag is the MD5 of the content.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly IncrementalHash? _sha256 =
        hashesPayload ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    private readonly ChecksumDigest _checksum = new(algorithm);
    private readonly ChecksumDigest? _kept = kept is { } other && other != algorithm ? new(other) : null;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _sha256?.AppendData(bytes);
        _checksum.Append(bytes);
        _kept?.Append(bytes);
    }

    /// <summary>Called once, at the end.</summary>
    public ContentDigest Finish()
    {
        var checksum = _checksum.Finish();
        return new ContentDigest(
            _md5.GetHashAndReset(),
            _sha256 is null ? null : Convert.ToHexStringLower(_sha256.GetHashAndReset()),
            checksum,
            _kept?.Finish() ?? checksum);
    }

    public void Dispose()
    {
        _md5.Dispose();
        _sha256?.Dispose();
        _checksum.Dispose();
        _kept?.Dispose();
    }
}

/// <param name="PayloadHash">SHA-256 in lower-case hex, where it was asked for.</param>
/// <param name="Checksum">To compare with what the client has sent.</param>
internal sealed record ContentDigest(byte[] Md5, string? PayloadHash, Checksum Checksum, Checksum Kept)
{
    /// <summary>MD5 in lower-case hex, in quotes.</summary>
    public string ETag => $"\"{Convert.ToHexStringLower(Md5)}\"";
}
