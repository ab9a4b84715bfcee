using System.Text;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// Type S. Holds UTF-8: the reader copies the bytes of the request, the writer copies them to the response, the
/// size is their count and the key order is their order, so that no stored string is ever transcoded. ASCII text
/// also takes half the memory of UTF-16.
/// </summary>
internal sealed class StringValue(byte[] utf8) : AttributeValue
{
    private readonly byte[] _utf8 = utf8;

    public StringValue(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public override AttributeType Type => AttributeType.S;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public string Text => Encoding.UTF8.GetString(_utf8);

    public override int SizeBytes => _utf8.Length;

    public override bool Equals(AttributeValue? other) => other is StringValue s && s.Utf8.SequenceEqual(_utf8);

    public override int GetHashCode() => ByteHash.Of(_utf8);

    public override string ToString() => Text;
}

internal sealed class NumberValue(DynamoDbNumber number) : AttributeValue
{
    public override AttributeType Type => AttributeType.N;

    public DynamoDbNumber Number { get; } = number;

    public override int SizeBytes => Number.SizeBytes;

    public override bool Equals(AttributeValue? other) => other is NumberValue n && n.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();

    public override string ToString() => Number.ToString();
}

/// <summary>Type B: bytes that the wire carries as base64.</summary>
internal sealed class BinaryValue(byte[] bytes) : AttributeValue
{
    private readonly byte[] _bytes = bytes;

    public override AttributeType Type => AttributeType.B;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public override int SizeBytes => _bytes.Length;

    public override bool Equals(AttributeValue? other) => other is BinaryValue b && b.Bytes.SequenceEqual(_bytes);

    public override int GetHashCode() => ByteHash.Of(_bytes);

    public override string ToString() => Convert.ToBase64String(_bytes);
}

internal sealed class BoolValue : AttributeValue
{
    public static readonly BoolValue True = new(true);
    public static readonly BoolValue False = new(false);

    private BoolValue(bool value) => Value = value;

    public override AttributeType Type => AttributeType.BOOL;

    public bool Value { get; }

    public override int SizeBytes => 1;

    public static BoolValue Of(bool value) => value ? True : False;

    public override bool Equals(AttributeValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;

    public override string ToString() => Value ? "true" : "false";
}

/// <summary>Type NULL: a present attribute without content, unlike an absent one.</summary>
internal sealed class NullValue : AttributeValue
{
    public static readonly NullValue Instance = new();

    private NullValue()
    {
    }

    public override AttributeType Type => AttributeType.NULL;

    public override int SizeBytes => 1;

    public override bool Equals(AttributeValue? other) => other is NullValue;

    public override int GetHashCode() => 3;

    public override string ToString() => "null";
}
