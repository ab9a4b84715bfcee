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
    private readonly ReadOnlySpan<byte> _body;
    private Utf8JsonReader _json;
    private AwsException? _valueFault;
    private AwsException? _argumentFault;

    public RequestReader(ReadOnlySpan<byte> body)
    {
        _body = body;
        _json = new Utf8JsonReader(body, JsonWire.ReaderOptions);
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            throw DynamoDbErrors.Serialization("");
        }
    }

    public readonly DeferredFaults Faults => new(_valueFault, _argumentFault);

    /// <summary>The bytes of the value that follows, which stays to be read.</summary>
    public readonly ReadOnlySpan<byte> PeekValue()
    {
        var ahead = _json;
        ahead.Read();
        var start = (int)ahead.TokenStartIndex;
        ahead.Skip();
        return _body[start..(int)ahead.BytesConsumed];
    }

    /// <summary>Goes to the next member of the object; false at its end.</summary>
    public bool NextMember() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    public readonly bool Is(ReadOnlySpan<byte> member) =>
        _json.ValueIsEscaped ? _json.ValueTextEquals(member) : _json.ValueSpan.SequenceEqual(member);

    /// <summary>Skips an unknown member; refuses one of AWS's that is not implemented, unless it is null.</summary>
    public void SkipOrRefuse(UnsupportedMembers? unsupported)
    {
        var refusal = unsupported?.Find(_json);
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
    /// <param name="shape">Its name in AWS's model.</param>
    public bool EnterObject(string shape) =>
        Enters(JsonTokenType.StartObject) ?? throw ShapeErrors.NoObject(_json, $"class {ShapeErrors.Package}.{shape}");

    /// <summary>Enters a map with names of the caller's choice; false where it is null.</summary>
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

    /// <summary>A map, entry by entry.</summary>
    /// <param name="javaType">Of its values.</param>
    /// <param name="read">Reads an entry from its name and, in the reader, its value.</param>
    /// <returns>Null where the map is.</returns>
    public List<T>? ReadMap<T>(string javaType, EntryReader<T> read)
    {
        if (!EnterMap(javaType))
        {
            return null;
        }

        var entries = new List<T>();
        while (NextMember())
        {
            entries.Add(read(ref this, Text()));
        }

        return entries;
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

    /// <summary>An attribute value, or null where it is absent or faulty.</summary>
    /// <param name="fault">Keeps the first fault: the owner reports it in its place.</param>
    public AttributeValue? ReadValue(ref AwsException? fault) =>
        IsNull() ? null : ReadOrDefer(AttributeValueReader.Read, ref fault);

    /// <inheritdoc cref="ReadValue"/>
    /// <returns>Null where the list is.</returns>
    public List<AttributeValue>? ReadValueList(ref AwsException? fault)
    {
        if (!EnterList())
        {
            return null;
        }

        var values = new List<AttributeValue>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadOrDefer(AttributeValueReader.Read, ref fault) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>A map of attribute values: an item or a key.</summary>
    public Item? ReadItem() => EnterMap(AttributeValueReader.JavaType) ? ReadItemHere() : null;

    /// <summary>The item that the reader is in: its opening brace is read already.</summary>
    private Item ReadItemHere() => ReadOrDefer(AttributeValueReader.ReadItem, ref _valueFault) ?? Item.Empty;

    public Dictionary<string, string>? ReadNames() =>
        IsNull() ? null : ReadOrDefer(ExpressionArgumentsReader.ReadNames, ref _argumentFault) ?? [];

    public Dictionary<string, AttributeValue>? ReadValues() =>
        IsNull() ? null : ReadOrDefer(ExpressionArgumentsReader.ReadValues, ref _argumentFault) ?? [];

    private bool IsNull()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null;
    }

    /// <returns>Null where the next value is neither what is wanted nor null.</returns>
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

    internal delegate T EntryReader<T>(ref RequestReader reader, string name);

    private delegate T ValueReader<T>(ref Utf8JsonReader json);
}
