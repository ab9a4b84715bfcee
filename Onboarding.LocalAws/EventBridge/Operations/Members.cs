using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// The members of one JSON object of a request, by name. Null counts as absent; another type is AWS's
/// SerializationException; a member that the operation does not know is refused.
/// </summary>
internal readonly struct Members
{
    private readonly JsonElement _object;
    private readonly string _operation;

    private Members(JsonElement value, string operation)
    {
        _object = value;
        _operation = operation;
    }

    /// <summary>Valid as long as the document is.</summary>
    public static Members Of(JsonDocument document, string operation) =>
        document.RootElement.ValueKind == JsonValueKind.Object
            ? new Members(document.RootElement, operation)
            : throw EventBridgeErrors.Serialization("Start of structure or map found where not expected.");

    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(
                body.IsEmpty ? "{}"u8.ToArray() : body,
                new JsonDocumentOptions { MaxDepth = JsonWire.ReaderOptions.MaxDepth });
        }
        catch (JsonException)
        {
            throw EventBridgeErrors.Serialization("The request body is not valid JSON.");
        }
    }

    public Members AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var member in _object.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !names.Contains(member.Name))
            {
                throw EventBridgeErrors.Unsupported(_operation, member.Name);
            }
        }

        return this;
    }

    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    public string RequiredText(string name, string? path = null) =>
        Text(name) ?? throw EventBridgeErrors.Missing(path ?? ModelName(name));

    public bool Flag(string name)
    {
        if (!_object.TryGetProperty(name, out var value))
        {
            return false;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw WrongType(name),
        };
    }

    public int? Integer(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out var number) ? number : throw WrongType(name)
        : null;

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

    public Members? Object(string name) =>
        Find(name, JsonValueKind.Object) is { } value ? new Members(value, _operation) : null;

    /// <summary>Null where it is absent.</summary>
    public List<Members>? Objects(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        List<Members> items = new(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.Object
                ? new Members(item, _operation)
                : throw WrongType(name));
        }

        return items;
    }

    /// <summary>Null where it is absent.</summary>
    public List<string>? Texts(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        List<string> items = new(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw WrongType(name));
        }

        return items;
    }

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!_object.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw WrongType(name);
    }

    /// <summary>Errors name members as the model does: <c>eventBusName</c>.</summary>
    private static string ModelName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static Wire.AwsException WrongType(string name) =>
        EventBridgeErrors.Serialization($"The member {name} has the wrong type.");
}
