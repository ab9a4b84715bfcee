using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// Reads the members of a request one by one, straight from its bytes. A JSON null is an absent member, and a member
/// that the operation does not know is skipped: the AWS JSON protocols do both.
/// </summary>
/// <remarks>
/// Wrong JSON types fail at once (AWS's "shape" step). A fault in an attribute value is kept for later, since AWS
/// reports the constraints of every other member first.
/// </remarks>
internal ref struct RequestReader
{
    private Utf8JsonReader _json;
    private AwsException? _valueFault;
    private AwsException? _argumentFault;

    public RequestReader(ReadOnlySpan<byte> body)
    {
        _json = new Utf8JsonReader(body, JsonWire.ReaderOptions);
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            throw DynamoDbErrors.Serialization("");
        }
    }

    /// <summary>The first fault in an attribute value so far.</summary>
    public readonly AwsException? ValueFault => _valueFault;

    /// <summary>The first fault in the expression attribute names or values so far.</summary>
    public readonly AwsException? ArgumentFault => _argumentFault;

    /// <summary>The bytes of the value that follows, which stays to be read.</summary>
    public readonly ReadOnlySpan<byte> PeekValue(ReadOnlySpan<byte> body)
    {
        var ahead = _json;
        ahead.Read();
        var start = (int)ahead.TokenStartIndex;
        ahead.Skip();
        return body[start..(int)ahead.BytesConsumed];
    }

    /// <summary>Goes to the next member of the object; false at its end.</summary>
    public bool NextMember() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    public readonly bool Is(ReadOnlySpan<byte> member) => _json.ValueTextEquals(member);

    /// <summary>The name of the member, where it is the key of a map.</summary>
    public readonly string MemberName() => Text();

    public void Skip()
    {
        _json.Read();
        _json.Skip();
    }

    /// <summary>Skips an unknown member; refuses one of AWS's that is not implemented, unless it is null.</summary>
    public void SkipOrRefuse(UnsupportedMembers unsupported)
    {
        var refusal = unsupported.Find(_json);
        _json.Read();
        if (refusal is not null && _json.TokenType != JsonTokenType.Null)
        {
            throw new AwsException(refusal);
        }

        _json.Skip();
    }

    public string? ReadString()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.String => Text(),
            JsonTokenType.Null => null,
            _ => throw ShapeErrors.NoScalar(_json, "String"),
        };
    }

    public bool? ReadBoolean()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null : ScalarReader.ReadBool(ref _json);
    }

    public long? ReadInteger(string javaType = "Integer")
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.Number => _json.TryGetInt64(out var number) ? number : (long)_json.GetDouble(),
            JsonTokenType.Null => null,
            _ => throw ShapeErrors.NoScalar(_json, javaType),
        };
    }

    /// <summary>Enters an object; false where it is null.</summary>
    public bool EnterObject(string javaType) =>
        Enters(JsonTokenType.StartObject) ?? throw ShapeErrors.NoObject(_json, $"class {javaType}");

    /// <summary>Enters a map of strings to something; false where it is null.</summary>
    public bool EnterMap(string javaType) =>
        Enters(JsonTokenType.StartObject) ?? throw ShapeErrors.NoMap(_json, javaType);

    /// <summary>Enters a list; false where it is null.</summary>
    public bool EnterList() => Enters(JsonTokenType.StartArray) ?? throw ShapeErrors.NoList(_json);

    /// <summary>Goes to the next object of a list and enters it; false at the end of the list.</summary>
    public bool NextObject()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw ShapeErrors.ValueType(),
        };
    }

    public List<string>? ReadStrings()
    {
        if (!EnterList())
        {
            return null;
        }

        var strings = new List<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            strings.Add(_json.TokenType == JsonTokenType.String ? Text() : throw ShapeErrors.NoScalar(_json, "String"));
        }

        return strings;
    }

    /// <summary>A list of keys.</summary>
    public List<Item>? ReadItems()
    {
        if (!EnterList())
        {
            return null;
        }

        var items = new List<Item>();
        while (NextObject())
        {
            items.Add(ReadItemHere());
        }

        return items;
    }

    /// <summary>A map of attribute values: an item or a key.</summary>
    public Item? ReadItem() => EnterMap(AttributeValueReader.JavaType) ? ReadItemHere() : null;

    /// <summary>The item that the reader is in: its opening brace is read already.</summary>
    public Item ReadItemHere() => ReadOrDefer(AttributeValueReader.ReadItem, ref _valueFault) ?? Item.Empty;

    public Dictionary<string, string>? ReadNames() =>
        IsNull() ? null : ReadOrDefer(ExpressionArgumentsReader.ReadNames, ref _argumentFault) ?? [];

    public Dictionary<string, AttributeValue>? ReadValues() =>
        IsNull() ? null : ReadOrDefer(ExpressionArgumentsReader.ReadValues, ref _argumentFault) ?? [];

    /// <summary>Goes to the next value.</summary>
    private bool IsNull()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null;
    }

    /// <summary>Goes to the next value.</summary>
    /// <returns>Null where it is neither what is wanted nor null.</returns>
    private bool? Enters(JsonTokenType wanted)
    {
        _json.Read();
        return _json.TokenType == wanted ? true : _json.TokenType == JsonTokenType.Null ? false : null;
    }

    /// <summary>Reads the value that begins here, or keeps its fault and goes to its end.</summary>
    private T? ReadOrDefer<T>(ValueReader<T> read, ref AwsException? kept)
        where T : class
    {
        var start = _json;
        try
        {
            return read(ref _json);
        }
        catch (AwsException fault) when (fault.Error.Code == DynamoDbErrors.ValidationCode)
        {
            kept ??= fault;
            _json = start;
            _json.Skip();
            return null;
        }
    }

    /// <summary>The current string.</summary>
    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ShapeErrors.NotUnicode();
        }
    }

    private delegate T ValueReader<T>(ref Utf8JsonReader json);
}
