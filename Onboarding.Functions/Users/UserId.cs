using System.Buffers.Binary;
using Onboarding.Functions.Randomness;

namespace Onboarding.Functions.Users;

/// <summary>The id of a user whom no identity provider has given one.</summary>
internal static class UserId
{
    /// <summary>
    /// A UUID of version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits. It sorts by time, which
    /// keeps neighbours together in logs and lists, and says when the user signed up.
    /// </summary>
    public static string New(DateTimeOffset now, RandomSource random)
    {
        var id = random.Bytes(16);
        var milliseconds = now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(4), (ushort)milliseconds);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true).ToString();
    }
}
