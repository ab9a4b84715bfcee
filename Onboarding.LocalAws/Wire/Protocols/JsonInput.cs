using System.Text.Json;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Reads a request body member by member, without a document or reflection:
/// <code>
/// input.BeginObject();
/// while (input.NextMember())
///     if (input.MemberIs("QueueName"u8)) name = input.ReadString();
///     else input.Skip();
/// </code>
/// Null counts as absent, as AWS has it. A value of another type is AWS's SerializationException.
/// </summary>
internal ref struct JsonInput
{
    private Utf8JsonReader _reader;

    /// <param name="body">An empty body counts as <c>{}</c>.</param>
    public JsonInput(ReadOnlySpan<byte> body) =>
        _reader = new Utf8JsonReader(body.IsEmpty ? "{}"u8 : body, JsonWire.ReaderOptions);

    /// <summary>Enters the object that is next.</summary>
    /// <returns>False where it is null.</returns>
    public bool BeginObject() => Begin(JsonTokenType.StartObject, "START_OBJECT");

    /// <summary>Enters the array that is next.</summary>
    /// <returns>False where it is null.</returns>
    public bool BeginArray() => Begin(JsonTokenType.StartArray, "START_ARRAY");

    /// <summary>Moves to the next member of the object that was entered; false at its end.</summary>
    public bool NextMember()
    {
        Read();
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>False at the end of the array that was entered; otherwise an element is next.</summary>
    public readonly bool NextElement()
    {
        var ahead = this;
        ahead.Read();
        return ahead._reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Leaves the array after <see cref="NextElement"/> said that it ends.</summary>
    public void EndArray() => Read();

    public readonly bool MemberIs(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    public readonly string MemberName() => _reader.GetString()!;

    public void Skip()
    {
        Read();
        try
        {
            _reader.Skip();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public string? ReadString()
    {
        Read();
        return _reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => Text(),
            _ => throw WrongType("STRING_VALUE"),
        };
    }

    public int? ReadInteger()
    {
        Read();
        return _reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when _reader.TryGetInt32(out var value) => value,
            _ => throw WrongType("INTEGER_VALUE"),
        };
    }

    public bool? ReadBoolean()
    {
        Read();
        return _reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw WrongType("TRUE_VALUE"),
        };
    }

    /// <summary>A blob: base64 in a string.</summary>
    public byte[]? ReadBlob()
    {
        Read();
        return _reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String when _reader.TryGetBytesFromBase64(out var value) => value,
            _ => throw WrongType("base64"),
        };
    }

    /// <summary>A list of strings; null where it is absent.</summary>
    public List<string>? ReadStrings()
    {
        if (!BeginArray())
        {
            return null;
        }

        List<string> values = [];
        while (NextElement())
        {
            values.Add(ReadString() ?? throw WrongType("STRING_VALUE"));
        }

        EndArray();
        return values;
    }

    /// <summary>A map from string to string; null where it is absent.</summary>
    public Dictionary<string, string>? ReadStringMap()
    {
        if (!BeginObject())
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        while (NextMember())
        {
            var name = MemberName();
            values[name] = ReadString() ?? throw WrongType("STRING_VALUE");
        }

        return values;
    }

    private bool Begin(JsonTokenType start, string expected)
    {
        Read();
        return _reader.TokenType == start
            || (_reader.TokenType == JsonTokenType.Null ? false : throw WrongType(expected));
    }

    private void Read()
    {
        try
        {
            if (!_reader.Read())
            {
                throw Malformed();
            }
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or bytes that are not UTF-8.
            throw Malformed();
        }
    }

    private readonly AwsException WrongType(string expected) => new(new AwsError(
        "SerializationException", 400, $"{_reader.TokenType} cannot be converted to {expected}"));

    private static AwsException Malformed() =>
        new(new AwsError("SerializationException", 400, "The request body is not valid JSON."));
}
