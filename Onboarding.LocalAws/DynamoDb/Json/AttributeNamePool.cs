using System.Text;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// Shares the strings of attribute names: the items of a table repeat a few names, and a string for each occurrence
/// would cost as much memory as many a value. One fixed table, the last name wins its slot; races lose nothing but
/// a share. Long and non-ASCII names are rare and not pooled.
/// </summary>
internal static class AttributeNamePool
{
    private const int SlotCount = 2048;
    private const int LengthMax = 64;

    private static readonly string?[] Slots = new string?[SlotCount];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        // FNV-1a: a few instructions per byte, good enough for a cache.
        var hash = 2166136261;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16777619;
        }

        ref var slot = ref Slots[(hash ^ (hash >> 16)) % SlotCount];
        var known = slot;
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        return slot = Encoding.UTF8.GetString(utf8);
    }
}
