using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3.Checksums;

/// <summary>One checksum, computed part by part.</summary>
internal sealed class ChecksumDigest(ChecksumAlgorithm algorithm) : IDisposable
{
    private readonly IncrementalHash? _hash = algorithm switch
    {
        // SHA-1 is the client's choice, against damage and not against forgery.
        ChecksumAlgorithm.SHA1 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.SHA256 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        _ => null,
    };

    private ulong _crc;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        switch (algorithm)
        {
            case ChecksumAlgorithm.CRC32:
                _crc = Crc32.Append((uint)_crc, bytes);
                break;
            case ChecksumAlgorithm.CRC32C:
                _crc = Crc32C.Append((uint)_crc, bytes);
                break;
            case ChecksumAlgorithm.CRC64NVME:
                _crc = Crc64Nvme.Append(_crc, bytes);
                break;
            case ChecksumAlgorithm.SHA1:
            case ChecksumAlgorithm.SHA256:
                _hash!.AppendData(bytes);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Called once, at the end.</summary>
    public Checksum Finish()
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Checksum.LengthOf(algorithm);
        if (_hash is not null)
        {
            _hash.GetHashAndReset(bytes);
        }
        else if (length == sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_crc);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, _crc);
        }

        return new Checksum(algorithm, Convert.ToBase64String(bytes[..length]));
    }

    public void Dispose() => _hash?.Dispose();
}
