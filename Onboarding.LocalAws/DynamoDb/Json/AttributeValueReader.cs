using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// Reads values from requests. The reader stands on the value's first token, afterwards on its last. A
/// value that has not exactly one of the ten types is an error; unknown members are skipped, as AWS does.
/// </summary>
internal static class AttributeValueReader
{
    public const string JavaType = ShapeErrors.Package + ".AttributeValue";

    /// <summary>Reads <c>{"S":"x"}</c>.</summary>
    public static AttributeValue Read(ref Utf8JsonReader reader) => Read(ref reader, depth: 0);

    /// <summary>Reads <c>{"pk":{"S":"x"},"n":{"N":"1"}}</c>.</summary>
    public static Item ReadItem(ref Utf8JsonReader reader) => ReadMembers(ref reader, depth: 0);

    /// <param name="reader">On the value's first token.</param>
    /// <param name="depth">How many lists and maps are around the value.</param>
    private static AttributeValue Read(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                break;
            case JsonTokenType.Null:
                throw AttributeValueErrors.Empty();
            case JsonTokenType.StartArray:
                throw ShapeErrors.CollectionUnexpected($"class {JavaType}");
            default:
                throw ShapeErrors.ValueType();
        }

        AttributeValue? value = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var type = TypeOf(reader.ValueSpan);
            reader.Read();
            if (type is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                value = value is null || value.Type == type
                    ? ReadTyped(ref reader, type.Value, depth)
                    : throw AttributeValueErrors.MoreThanOneType();
            }
        }

        return value ?? throw AttributeValueErrors.Empty();
    }

    private static AttributeType? TypeOf(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'S'] => AttributeType.S,
        [(byte)'N'] => AttributeType.N,
        [(byte)'B'] => AttributeType.B,
        [(byte)'L'] => AttributeType.L,
        [(byte)'M'] => AttributeType.M,
        [(byte)'S', (byte)'S'] => AttributeType.SS,
        [(byte)'N', (byte)'S'] => AttributeType.NS,
        [(byte)'B', (byte)'S'] => AttributeType.BS,
        _ when name.SequenceEqual("BOOL"u8) => AttributeType.BOOL,
        _ when name.SequenceEqual("NULL"u8) => AttributeType.NULL,
        _ => null,
    };

    private static AttributeValue ReadTyped(ref Utf8JsonReader reader, AttributeType type, int depth) => type switch
    {
        AttributeType.S => new StringValue(ScalarReader.ReadUtf8(ref reader)),
        AttributeType.N => new NumberValue(ScalarReader.ReadNumber(ref reader)),
        AttributeType.B => new BinaryValue(ScalarReader.ReadBinary(ref reader)),
        AttributeType.BOOL => BoolValue.Of(ScalarReader.ReadBool(ref reader)),
        AttributeType.NULL => ScalarReader.ReadBool(ref reader)
            ? NullValue.Instance
            : throw AttributeValueErrors.NullFalse(),
        AttributeType.SS => SetReader.ReadStrings(ref reader),
        AttributeType.NS => SetReader.ReadNumbers(ref reader),
        AttributeType.BS => SetReader.ReadBinaries(ref reader),
        AttributeType.L => new ListValue(ReadElements(ref reader, Deeper(depth))),
        AttributeType.M => new MapValue(ReadMembers(ref reader, Deeper(depth))),
        _ => throw new System.Diagnostics.UnreachableException(type.ToString()),
    };

    private static int Deeper(int depth) => depth + 1 < AttributeValue.DepthMax
        ? depth + 1
        : throw DynamoDbErrors.NestingTooDeep();

    private static AttributeValue[] ReadElements(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw ShapeErrors.NoList(reader);
        }

        var elements = new List<AttributeValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Read(ref reader, depth));
        }

        return [.. elements];
    }

    private static Item ReadMembers(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw ShapeErrors.NoMap(reader, JavaType);
        }

        var builder = new ItemBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ScalarReader.ReadName(ref reader);
            if (name.Length == 0)
            {
                throw AttributeValueErrors.EmptyName();
            }

            reader.Read();
            builder.Add(name, Read(ref reader, depth));
        }

        return builder.Build();
    }
}
