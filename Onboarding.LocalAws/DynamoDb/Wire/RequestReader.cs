using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.DynamoDb.Wire;

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

    public RequestReader(ReadOnlySpan<byte> body)
    {
        _json = new Utf8JsonReader(body, JsonWire.ReaderOptions);
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            throw DynamoDbErrors.Serialization("");
        }
    }

    /// <summary>The first fault in an attribute value so far.</summary>
    public AwsException? ValueFault { get; private set; }

    /// <summary>The first fault in the expression attribute names or values so far.</summary>
    public AwsException? ArgumentFault { get; private set; }

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
            _ => throw WrongType("String"),
        };
    }

    public bool? ReadBoolean()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            JsonTokenType.String => throw DynamoDbErrors.Serialization("Unexpected token received from parser"),
            _ => throw WrongType("Boolean"),
        };
    }

    public long? ReadInteger(string javaType = "Integer")
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.Number => _json.TryGetInt64(out var number) ? number : (long)_json.GetDouble(),
            JsonTokenType.Null => null,
            JsonTokenType.String =>
                throw DynamoDbErrors.Serialization($"STRING_VALUE cannot be converted to {javaType}"),
            _ => throw WrongType(javaType),
        };
    }

    /// <summary>Enters an object; false where it is null.</summary>
    public bool EnterObject(string javaType)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            JsonTokenType.StartArray =>
                throw DynamoDbErrors.Serialization($"Unrecognized collection type class {javaType}"),
            _ => throw DynamoDbErrors.Serialization("Unexpected field type"),
        };
    }

    /// <summary>Enters a map of strings to something; false where it is null.</summary>
    public bool EnterMap(string javaType)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            JsonTokenType.StartArray => throw DynamoDbErrors.Serialization(
                $"Unrecognized collection type java.util.Map<java.lang.String, {javaType}>"),
            _ => throw DynamoDbErrors.Serialization("Unexpected field type"),
        };
    }

    /// <summary>Enters a list; false where it is null.</summary>
    public bool EnterList()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartArray => true,
            JsonTokenType.Null => false,
            JsonTokenType.StartObject =>
                throw DynamoDbErrors.Serialization("Start of structure or map found where not expected"),
            _ => throw DynamoDbErrors.Serialization("Unexpected field type"),
        };
    }

    /// <summary>Goes to the next object of a list and enters it; false at the end of the list.</summary>
    public bool NextObject()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw DynamoDbErrors.Serialization("Unexpected value type in payload"),
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
            strings.Add(_json.TokenType == JsonTokenType.String ? Text() : throw WrongType("String"));
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
    public Item? ReadItem()
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.StartObject => ReadItemHere(),
            JsonTokenType.StartArray => throw DynamoDbErrors.Serialization(
                "Unrecognized collection type java.util.Map<java.lang.String, "
                + "com.amazonaws.dynamodb.v20120810.AttributeValue>"),
            _ => throw DynamoDbErrors.Serialization("Unexpected field type"),
        };
    }

    /// <summary>The item that the reader is in: its opening brace is read already.</summary>
    public Item ReadItemHere()
    {
        var start = _json;
        try
        {
            return AttributeValueReader.ReadItem(ref _json);
        }
        catch (AwsException fault) when (IsDeferred(fault))
        {
            ValueFault ??= fault;
            _json = start;
            _json.Skip();
            return Item.Empty;
        }
    }

    public Dictionary<string, string>? ReadNames()
    {
        var start = NextValue();
        if (start.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        try
        {
            return ExpressionArgumentsReader.ReadNames(ref _json);
        }
        catch (AwsException fault) when (IsDeferred(fault))
        {
            DeferArgument(start, fault);
            return [];
        }
    }

    public Dictionary<string, AttributeValue>? ReadValues()
    {
        var start = NextValue();
        if (start.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        try
        {
            return ExpressionArgumentsReader.ReadValues(ref _json);
        }
        catch (AwsException fault) when (IsDeferred(fault))
        {
            DeferArgument(start, fault);
            return [];
        }
    }

    /// <summary>The current string; what is no UTF-8, or half a surrogate pair, is no string.</summary>
    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw DynamoDbErrors.Serialization("Invalid UTF-8 in a string");
        }
    }

    private static bool IsDeferred(AwsException fault) => fault.Error.Code == "ValidationException";

    private Utf8JsonReader NextValue()
    {
        _json.Read();
        return _json;
    }

    private void DeferArgument(in Utf8JsonReader start, AwsException fault)
    {
        ArgumentFault ??= fault;
        _json = start;
        _json.Skip();
    }

    private readonly AwsException WrongType(string javaType) => DynamoDbErrors.Serialization(_json.TokenType switch
    {
        JsonTokenType.True => $"TRUE_VALUE cannot be converted to {javaType}",
        JsonTokenType.False => $"FALSE_VALUE cannot be converted to {javaType}",
        JsonTokenType.Number => (_json.TryGetInt64(out _) ? "NUMBER" : "DECIMAL")
            + $"_VALUE cannot be converted to {javaType}",
        JsonTokenType.StartArray => $"Unrecognized collection type class java.lang.{javaType}",
        _ => "Start of structure or map found where not expected",
    });
}
