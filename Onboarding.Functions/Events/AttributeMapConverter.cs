using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Events;

/// <summary>
/// Reads DynamoDB's typed JSON into the SDK's type:
/// <c>{"userId":{"S":"…"},"age":{"N":"3"},"tags":{"SS":["a"]},"meta":{"M":{"gone":{"NULL":true}}}}</c>.
/// The SDK's own unmarshallers are bound to its HTTP pipeline. Sets and binaries are read too: an item may carry them.
/// </summary>
internal sealed class AttributeMapConverter : JsonConverter<Dictionary<string, AttributeValue>>
{
    public override Dictionary<string, AttributeValue> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadMap(ref reader);

    public override void Write(
        Utf8JsonWriter writer, Dictionary<string, AttributeValue> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Functions read stream events and never write them.");

    private static Dictionary<string, AttributeValue> ReadMap(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var map = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = ReadValue(ref reader);
        }

        return map;
    }

    private static AttributeValue ReadValue(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        reader.Read();
        Expect(ref reader, JsonTokenType.PropertyName);
        var type = reader.GetString()!;
        reader.Read();
        var value = type switch
        {
            "S" => new AttributeValue { S = reader.GetString() },
            "N" => new AttributeValue { N = reader.GetString() },
            "BOOL" => new AttributeValue { BOOL = reader.GetBoolean() },
            "NULL" => new AttributeValue { NULL = reader.GetBoolean() },
            "B" => new AttributeValue { B = new MemoryStream(reader.GetBytesFromBase64(), writable: false) },
            "M" => new AttributeValue { M = ReadMap(ref reader) },
            "L" => new AttributeValue { L = ReadList(ref reader) },
            "SS" => new AttributeValue { SS = ReadStrings(ref reader) },
            "NS" => new AttributeValue { NS = ReadStrings(ref reader) },
            "BS" => new AttributeValue { BS = ReadBinaries(ref reader) },
            _ => throw new JsonException($"'{type}' is not an attribute type of DynamoDB."),
        };
        reader.Read();
        Expect(ref reader, JsonTokenType.EndObject);
        return value;
    }

    private static List<AttributeValue> ReadList(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        List<AttributeValue> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(ReadValue(ref reader));
        }

        return list;
    }

    private static List<string> ReadStrings(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        List<string> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(reader.GetString()!);
        }

        return list;
    }

    private static List<MemoryStream> ReadBinaries(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        List<MemoryStream> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(new MemoryStream(reader.GetBytesFromBase64(), writable: false));
        }

        return list;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException($"{token} was expected, not {reader.TokenType}.");
        }
    }
}
