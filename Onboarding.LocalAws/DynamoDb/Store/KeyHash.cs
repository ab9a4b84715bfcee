using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The hash that orders partitions. Unlike <see cref="ByteHash"/> it is the same in every process, so that a Scan
/// repeats its order after a restart. Equal codes only cost a comparison of the keys themselves, so it needs
/// no seed against chosen collisions.
/// </summary>
internal static class KeyHash
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    public static ulong Of(AttributeValue key)
    {
        switch (key)
        {
            case StringValue text:
                return Of(text.Utf8);
            case BinaryValue binary:
                return Of(binary.Bytes);
            case NumberValue number:
                Span<byte> digits = stackalloc byte[DynamoDbNumber.TextLengthMax];
                return Of(digits[..number.Number.Format(digits)]);
            default:
                throw new UnreachableException($"A key of type {key.Type}.");
        }
    }

    /// <summary>FNV-1a, then MurmurHash3's finalizer: FNV alone leaves the high bits of short keys alike.</summary>
    private static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = FnvOffset;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * FnvPrime;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
