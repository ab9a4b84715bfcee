using System.Text.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// A hash of a JSON value that does not depend on white space or on the order of members: two requests with one
/// client token must be the same request, but an SDK may write a map in another order when it tries again.
/// </summary>
internal static class JsonFingerprint
{
    public static ulong Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return OfValue(ref reader);
    }

    private static ulong OfValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                // Addition commutes, so members count in any order; Mix keeps a name with its own value.
                var members = 1UL;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = OfBytes(reader.ValueSpan);
                    reader.Read();
                    members += Mix(name, OfValue(ref reader));
                }

                return Mix(members, 2);
            case JsonTokenType.StartArray:
                var elements = 3UL;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements = Mix(elements, OfValue(ref reader));
                }

                return elements;
            default:
                return Mix(OfBytes(reader.ValueSpan), (ulong)reader.TokenType);
        }
    }

    private static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 1099511628211;
        }

        return hash;
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left ^ 0x9E3779B97F4A7C15, right ^ 0xD1B54A32D192ED03, out var low);
        return (high ^ low) + left;
    }
}
