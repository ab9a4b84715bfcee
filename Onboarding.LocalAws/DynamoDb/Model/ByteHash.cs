namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>Hash codes of byte strings, seeded per process so that callers cannot choose collisions.</summary>
internal static class ByteHash
{
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
