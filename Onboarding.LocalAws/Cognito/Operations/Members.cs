using System.Text.Json;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// The members of one JSON object of a request, by name. Cognito's requests are small and its cost is key derivation,
/// so a document is worth its price here. Null counts as absent; another type is AWS's SerializationException.
/// </summary>
internal readonly struct Members
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonWire.ReaderOptions.MaxDepth };

    private readonly JsonElement _object;

    private Members(JsonElement value, string operation)
    {
        _object = value;
        Operation = operation;
    }

    /// <summary>Whose request this is, for errors.</summary>
    public string Operation { get; }

    /// <summary>Reads a body; the members hold on to nothing of it.</summary>
    public static Members Read(ReadOnlyMemory<byte> body, string operation)
    {
        try
        {
            using var document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Members(document.RootElement.Clone(), operation)
                : throw Malformed("Start of structure or map found where not expected.");
        }
        catch (JsonException)
        {
            throw Malformed("The request body is not valid JSON.");
        }
    }

    /// <summary>Refuses members that the operation does not know: none is accepted and ignored.</summary>
    public void AllowOnly(IReadOnlyCollection<string> names)
    {
        foreach (var member in _object.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !names.Contains(member.Name))
            {
                throw CognitoErrors.UnsupportedFeature(Operation, member.Name);
            }
        }
    }

    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    public string RequiredText(string name) => Text(name) ?? throw CognitoErrors.Missing(ModelName(name));

    public bool? Flag(string name)
    {
        if (!_object.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw WrongType(name);
    }

    public int? Integer(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out var number) ? number : throw WrongType(name)
        : null;

    public Members? Object(string name) =>
        Find(name, JsonValueKind.Object) is { } value ? new Members(value, Operation) : null;

    public IReadOnlyList<Members> Objects(string name)
    {
        var operation = Operation;
        return
        [
            .. Items(name).Select(item =>
                item.ValueKind == JsonValueKind.Object ? new Members(item, operation) : throw WrongType(name)),
        ];
    }

    /// <summary>A list of texts; null where it is absent.</summary>
    public IReadOnlyList<string>? Texts(string name) => Find(name, JsonValueKind.Array) is null
        ? null
        : [.. Items(name).Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : throw WrongType(name))];

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
            if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            map[entry.Name] =
                entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : throw WrongType(entry.Name);
        }

        return map;
    }

    /// <summary>A list of <c>{"Name":"…","Value":"…"}</c>; the last of one name wins.</summary>
    public IReadOnlyDictionary<string, string> Attributes(string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (var attribute in Objects(name))
        {
            map[attribute.RequiredText("Name")] = attribute.Text("Value") ?? "";
        }

        return map;
    }

    private IEnumerable<JsonElement> Items(string name) =>
        Find(name, JsonValueKind.Array)?.EnumerateArray().AsEnumerable() ?? [];

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!_object.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw WrongType(name);
    }

    /// <summary>Errors name members as the model does: <c>userPoolId</c>.</summary>
    private static string ModelName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static AwsException WrongType(string name) => Malformed($"The member {name} has the wrong type.");

    private static AwsException Malformed(string message) => new(new AwsError("SerializationException", 400, message));
}
