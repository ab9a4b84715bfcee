using System.Text.Json;
using System.Text.Unicode;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// Reads the JSON strings and booleans below a value's type name, with AWS's errors for anything else.
/// </summary>
internal static class ScalarReader
{
    /// <summary>The bytes of a JSON string, unescaped and known to be UTF-8.</summary>
    public static byte[] ReadUtf8(ref Utf8JsonReader reader)
    {
        RequireString(ref reader);
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return Utf8.IsValid(raw) ? raw.ToArray() : throw ShapeErrors.NotUnicode();
        }

        // Unescaping never lengthens: the shortest escape, \n, becomes one byte.
        var buffer = raw.Length <= 512 ? stackalloc byte[raw.Length] : new byte[raw.Length];
        return buffer[..Unescape(ref reader, buffer)].ToArray();
    }

    public static DynamoDbNumber ReadNumber(ref Utf8JsonReader reader)
    {
        RequireString(ref reader);
        var text = reader.ValueIsEscaped ? ReadUtf8(ref reader) : reader.ValueSpan;
        var fault = DynamoDbNumber.TryParse(text, out var number);
        return fault == NumberFault.None
            ? number
            : throw DynamoDbErrors.Number(fault, System.Text.Encoding.UTF8.GetString(text));
    }

    public static byte[] ReadBinary(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.TryGetBytesFromBase64(out var bytes):
                return bytes;
            case JsonTokenType.StartArray:
                throw ShapeErrors.CollectionUnexpected("class java.nio.ByteBuffer");
            case JsonTokenType.StartObject:
                throw ShapeErrors.StructureUnexpected();
            default:
                throw ShapeErrors.NotBase64();
        }
    }

    public static bool ReadBool(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number or JsonTokenType.StartArray or JsonTokenType.StartObject =>
            throw ShapeErrors.NoScalar(reader, "Boolean"),
        _ => throw ShapeErrors.TokenUnexpected(),
    };

    /// <summary>A property name: an attribute's or a map member's.</summary>
    public static string ReadName(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Utf8.IsValid(reader.ValueSpan)
                ? AttributeNamePool.Get(reader.ValueSpan)
                : throw ShapeErrors.NotUnicode();
        }

        var buffer = new byte[reader.ValueSpan.Length];
        return AttributeNamePool.Get(buffer.AsSpan(0, Unescape(ref reader, buffer)));
    }

    private static int Unescape(ref Utf8JsonReader reader, scoped Span<byte> buffer)
    {
        try
        {
            return reader.CopyString(buffer);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which no UTF-8 can express.
            throw ShapeErrors.NotUnicode();
        }
    }

    private static void RequireString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw ShapeErrors.NoScalar(reader, "String");
        }
    }
}
