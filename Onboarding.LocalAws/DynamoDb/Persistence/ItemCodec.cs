using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.DynamoDb.Persistence;

/// <summary>
/// Items and values in the journal: a count, then name, type and content of each attribute. Content is copied as the
/// value holds it; numbers are their mantissa and exponent.
/// </summary>
internal static class ItemCodec
{
    public static void Write(RecordWriter to, Item item)
    {
        to.Number((ulong)item.Count);
        foreach (ref readonly var attribute in item.Attributes)
        {
            to.Text(attribute.Name);
            WriteValue(to, attribute.Value);
        }
    }

    public static Item Read(ref RecordReader from)
    {
        var count = from.Count();
        if (count == 0)
        {
            return Item.Empty;
        }

        // They were written in order, so they need no sorting.
        var attributes = new ItemAttribute[count];
        for (var i = 0; i < count; i++)
        {
            var name = AttributeNamePool.Get(from.Bytes());
            attributes[i] = new ItemAttribute(name, ReadValue(ref from));
        }

        return new Item(attributes);
    }

    private static void WriteValue(RecordWriter to, AttributeValue value)
    {
        to.Byte((byte)value.Type);
        switch (value)
        {
            case StringValue text:
                to.Bytes(text.Utf8);
                break;
            case NumberValue number:
                WriteNumber(to, number.Number);
                break;
            case BinaryValue binary:
                to.Bytes(binary.Bytes);
                break;
            case BoolValue flag:
                to.Flag(flag.Value);
                break;
            case NullValue:
                break;
            case ListValue list:
                to.Number((ulong)list.Elements.Length);
                foreach (var element in list.Elements)
                {
                    WriteValue(to, element);
                }

                break;
            case MapValue map:
                Write(to, map.Members);
                break;
            case ByteStringSetValue set:
                to.Number((ulong)set.Members.Length);
                foreach (var member in set.Members)
                {
                    to.Bytes(member);
                }

                break;
            case NumberSetValue set:
                to.Number((ulong)set.Members.Length);
                foreach (var member in set.Members)
                {
                    WriteNumber(to, member);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    private static AttributeValue ReadValue(ref RecordReader from) => (AttributeType)from.Byte() switch
    {
        AttributeType.S => new StringValue(from.Bytes().ToArray()),
        AttributeType.N => new NumberValue(ReadNumber(ref from)),
        AttributeType.B => new BinaryValue(from.Bytes().ToArray()),
        AttributeType.BOOL => BoolValue.Of(from.Flag()),
        AttributeType.NULL => NullValue.Instance,
        AttributeType.L => new ListValue(ReadElements(ref from)),
        AttributeType.M => new MapValue(Read(ref from)),
        AttributeType.SS => new StringSetValue(ReadByteStrings(ref from)),
        AttributeType.BS => new BinarySetValue(ReadByteStrings(ref from)),
        AttributeType.NS => new NumberSetValue(ReadNumbers(ref from)),
        var other => throw new FormatException($"There is no attribute type {other}."),
    };

    private static AttributeValue[] ReadElements(ref RecordReader from)
    {
        var elements = new AttributeValue[from.Count()];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadValue(ref from);
        }

        return elements;
    }

    private static byte[][] ReadByteStrings(ref RecordReader from)
    {
        var members = new byte[from.Count()][];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = from.Bytes().ToArray();
        }

        return members;
    }

    private static DynamoDbNumber[] ReadNumbers(ref RecordReader from)
    {
        var members = new DynamoDbNumber[from.Count()];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = ReadNumber(ref from);
        }

        return members;
    }

    private static void WriteNumber(RecordWriter to, DynamoDbNumber number)
    {
        to.Flag(number.IsNegative);
        to.SignedNumber(number.Exponent);
        to.Number((ulong)(number.Mantissa >> 64));
        to.Number((ulong)number.Mantissa);
    }

    private static DynamoDbNumber ReadNumber(ref RecordReader from)
    {
        var isNegative = from.Flag();
        var exponent = (int)from.SignedNumber();
        var mantissa = new UInt128(from.Number(), from.Number());
        return DynamoDbNumber.TryCreate(isNegative, mantissa, exponent, out var number) == NumberFault.None
            ? number
            : throw new FormatException("The number is none of DynamoDB's.");
    }
}
