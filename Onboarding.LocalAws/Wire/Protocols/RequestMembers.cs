using System.Text.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// The members of one JSON object of a request, by name: for services whose requests are few, so that a document is
/// worth its price. Null counts as absent; another type is AWS's SerializationException; a member that no operation
/// reads is ignored.
/// </summary>
internal readonly struct RequestMembers
{
    private const string NotJson = "The request body is not valid JSON.";

    private readonly JsonElement _object;
    private readonly MemberErrors _errors;

    private RequestMembers(JsonElement value, string operation, MemberErrors errors)
    {
        _object = value;
        _errors = errors;
        Operation = operation;
    }

    /// <summary>Whose request this is, for errors.</summary>
    public string Operation { get; }

    /// <summary>Reads a body; an empty one has no members. A member that the operation refuses is refused.</summary>
    public static RequestMembers Read(ReadOnlyMemory<byte> body, IAwsOperation operation, MemberErrors errors)
    {
        var members = Read(body, operation.Name, errors);
        members.Refuse(operation.Members.Refused);
        return members;
    }

    /// <summary>Reads a body; an empty one has no members.</summary>
    public static RequestMembers Read(ReadOnlyMemory<byte> body, string operation, MemberErrors errors)
    {
        if (body.IsEmpty)
        {
            body = "{}"u8.ToArray();
        }

        try
        {
            var reader = new Utf8JsonReader(body.Span, JsonWire.ReaderOptions);
            var root = JsonElement.ParseValue(ref reader);
            if (reader.Read() || root.ValueKind != JsonValueKind.Object)
            {
                throw Malformed("Start of structure or map found where not expected.");
            }

            return new RequestMembers(root, operation, errors);
        }
        catch (JsonException)
        {
            throw Malformed(NotJson);
        }
    }

    /// <summary>Refuses members that AWS knows and this emulator does not do.</summary>
    public void Refuse(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name))
            {
                throw _errors.Unsupported(Operation, name);
            }
        }
    }

    /// <summary>As <see cref="Refuse"/>, but false and an empty list or map say nothing and are taken.</summary>
    public void RefuseUnlessEmpty(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } value && !SaysNothing(value))
            {
                throw _errors.Unsupported(Operation, name);
            }
        }
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name) => Find(name, JsonValueKind.String) is { } value ? TextOf(value) : null;

    /// <param name="path">As the error names it; by default the member alone.</param>
    public string RequiredText(string name, string? path = null) =>
        Text(name) ?? throw _errors.Missing(path ?? ModelName(name));

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw WrongType(name);

    public int? Integer(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out var number) ? number : throw WrongType(name)
        : null;

    /// <summary>Bytes, which are base64 in a text.</summary>
    public byte[]? Blob(string name) => Find(name, JsonValueKind.String) is not { } value ? null
        : Decoded(value, static it => it.TryGetBytesFromBase64(out var bytes) ? bytes : null) ?? throw WrongType(name);

    /// <summary>Seconds since 1970, perhaps with a fraction.</summary>
    public DateTimeOffset? Timestamp(string name)
    {
        if (Find(name, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        var seconds = value.GetDouble();
        // The years 1 to 9999.
        return seconds is > -62_135_596_800 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : throw WrongType(name);
    }

    public RequestMembers? Object(string name) =>
        Find(name, JsonValueKind.Object) is { } value ? new RequestMembers(value, Operation, _errors) : null;

    /// <summary>Null where it is absent.</summary>
    public IReadOnlyList<RequestMembers>? Objects(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        List<RequestMembers> items = new(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.Object
                ? new RequestMembers(item, Operation, _errors)
                : throw WrongType(name));
        }

        return items;
    }

    /// <summary>Null where it is absent.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        List<string> items = new(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.String ? TextOf(item) : throw WrongType(name));
        }

        return items;
    }

    /// <summary>A map from text to text; empty where it is absent.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        if (Find(name, JsonValueKind.Object) is not { } value)
        {
            return map;
        }

        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null)
            {
                map[NameOf(entry)] = entry.Value.ValueKind == JsonValueKind.String
                    ? TextOf(entry.Value)
                    : throw WrongType(NameOf(entry));
            }
        }

        return map;
    }

    /// <summary>A map from text to object, in order; empty where it is absent.</summary>
    public IReadOnlyList<KeyValuePair<string, RequestMembers>> ObjectMap(string name)
    {
        List<KeyValuePair<string, RequestMembers>> map = [];
        if (Find(name, JsonValueKind.Object) is not { } value)
        {
            return map;
        }

        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null)
            {
                map.Add(new(NameOf(entry), entry.Value.ValueKind == JsonValueKind.Object
                    ? new RequestMembers(entry.Value, Operation, _errors)
                    : throw WrongType(NameOf(entry))));
            }
        }

        return map;
    }

    private JsonElement? Find(string name, JsonValueKind kind) =>
        Find(name) is not { } value ? null : value.ValueKind == kind ? value : throw WrongType(name);

    private JsonElement? Find(string name) => Decoded(
        (Object: _object, Name: name),
        static it => it.Object.TryGetProperty(it.Name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : (JsonElement?)null);

    private static string TextOf(JsonElement value) => Decoded(value, static it => it.GetString()!);

    private static string NameOf(JsonProperty member) => Decoded(member, static it => it.Name);

    /// <summary>
    /// A document that is JSON by its form can hold texts that are none: bytes that are not UTF-8, half a pair of
    /// surrogates. That shows once they are decoded.
    /// </summary>
    private static T Decoded<TEncoded, T>(TEncoded encoded, Func<TEncoded, T> decode)
    {
        try
        {
            return decode(encoded);
        }
        catch (InvalidOperationException)
        {
            throw Malformed(NotJson);
        }
    }

    private static bool SaysNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    /// <summary>Errors name members as the model does: <c>userPoolId</c>.</summary>
    private static string ModelName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static AwsException WrongType(string name) => Malformed($"The member {name} has the wrong type.");

    private static AwsException Malformed(string message) => new(new AwsError("SerializationException", 400, message));
}

/// <summary>How a service words what is wrong with the members of a request.</summary>
/// <param name="Missing">Given the member as the API's model names it.</param>
/// <param name="Unsupported">Given the operation, and the member as the request has it.</param>
internal sealed record MemberErrors(
    Func<string, AwsException> Missing, Func<string, string, AwsException> Unsupported);
