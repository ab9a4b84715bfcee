using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>Writes values to responses, straight from the stored UTF-8.</summary>
internal static class AttributeValueWriter
{
    private static readonly JsonEncodedText S = JsonEncodedText.Encode("S");
    private static readonly JsonEncodedText N = JsonEncodedText.Encode("N");
    private static readonly JsonEncodedText B = JsonEncodedText.Encode("B");
    private static readonly JsonEncodedText Bool = JsonEncodedText.Encode("BOOL");
    private static readonly JsonEncodedText Null = JsonEncodedText.Encode("NULL");
    private static readonly JsonEncodedText L = JsonEncodedText.Encode("L");
    private static readonly JsonEncodedText M = JsonEncodedText.Encode("M");
    private static readonly JsonEncodedText Ss = JsonEncodedText.Encode("SS");
    private static readonly JsonEncodedText Ns = JsonEncodedText.Encode("NS");
    private static readonly JsonEncodedText Bs = JsonEncodedText.Encode("BS");

    /// <summary>Writes <c>{"S":"x"}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case StringValue s:
                writer.WriteString(S, s.Utf8);
                break;
            case NumberValue n:
                writer.WritePropertyName(N);
                WriteNumber(writer, n.Number);
                break;
            case BinaryValue b:
                writer.WriteBase64String(B, b.Bytes);
                break;
            case BoolValue flag:
                writer.WriteBoolean(Bool, flag.Value);
                break;
            case NullValue:
                writer.WriteBoolean(Null, true);
                break;
            case MapValue map:
                writer.WritePropertyName(M);
                WriteItem(writer, map.Members);
                break;
            default:
                WriteCollection(writer, value);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"pk":{"S":"x"},"n":{"N":"1"}}</c>.</summary>
    public static void WriteItem(Utf8JsonWriter writer, Item item)
    {
        writer.WriteStartObject();
        foreach (ref readonly var attribute in item.Attributes)
        {
            writer.WritePropertyName(attribute.Name);
            Write(writer, attribute.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteCollection(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value)
        {
            case ListValue list:
                writer.WriteStartArray(L);
                foreach (var element in list.Elements)
                {
                    Write(writer, element);
                }

                break;
            case StringSetValue set:
                writer.WriteStartArray(Ss);
                foreach (var member in set.Members)
                {
                    writer.WriteStringValue(member);
                }

                break;
            case NumberSetValue set:
                writer.WriteStartArray(Ns);
                foreach (var member in set.Members)
                {
                    WriteNumber(writer, member);
                }

                break;
            case BinarySetValue set:
                writer.WriteStartArray(Bs);
                foreach (var member in set.Members)
                {
                    writer.WriteBase64StringValue(member);
                }

                break;
            default:
                throw new UnreachableException(value.Type.ToString());
        }

        writer.WriteEndArray();
    }

    // Numbers travel as strings, so that no JSON library rounds them.
    private static void WriteNumber(Utf8JsonWriter writer, DynamoDbNumber number)
    {
        Span<byte> text = stackalloc byte[DynamoDbNumber.TextLengthMax];
        writer.WriteStringValue(text[..number.Format(text)]);
    }
}
