using System.Text.Json;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Http;

/// <summary>
/// The fields of a body that is one JSON object of texts, e.g. <c>{"email":"…","name":"…","phone":null}</c>, and of
/// maps of texts where a use case knows such. Unknown and repeated fields are refused: each is either used or named as
/// a fault, never dropped.
/// </summary>
internal sealed class BodyFields
{
    private const int FaultsMax = 32;
    private const int MembersMax = 64;

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string?>?> _maps = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults;

    private BodyFields(List<FieldFault> faults) => _faults = faults;

    /// <summary>Null, and the one fault, when the body is no JSON object at all.</summary>
    /// <param name="maps">Those fields that are maps.</param>
    public static BodyFields? Read(
        HttpApiRequest request, string[] known, List<FieldFault> faults, string[]? maps = null)
    {
        try
        {
            return Read(request.BodyBytes().Span, known, faults, maps);
        }
        catch (FormatException)
        {
            return NoObject(faults);
        }
    }

    /// <inheritdoc cref="Read(HttpApiRequest, string[], List{FieldFault}, string[])"/>
    public static BodyFields? Read(
        ReadOnlySpan<byte> utf8, string[] known, List<FieldFault> faults, string[]? maps = null)
    {
        try
        {
            var fields = new BodyFields(faults);
            fields.ReadObject(utf8, known, maps ?? []);
            return fields;
        }
        catch (JsonException)
        {
            return NoObject(faults);
        }
    }

    /// <summary>Whether the client sent the field, null and faulty values included.</summary>
    public bool Has(string name) => _values.ContainsKey(name) || _maps.ContainsKey(name);

    /// <summary>The text, or null when the field is absent, null or faulty.</summary>
    public string? Optional(string name) => _values.GetValueOrDefault(name);

    /// <summary>The map's members, or null when the field is absent, null or faulty.</summary>
    public IReadOnlyDictionary<string, string?>? Map(string name) => _maps.GetValueOrDefault(name);

    /// <summary>The text, or null and a fault (one fault, however the field is wrong).</summary>
    public string? Required(string name)
    {
        if (Optional(name) is { } value)
        {
            return value;
        }

        if (!_faults.Exists(fault => fault.Field == name))
        {
            _faults.Add(new(name, "is required"));
        }

        return null;
    }

    /// <summary>A fault of a map's member, whose name the client has chosen.</summary>
    public static FieldFault MemberFault(string field, string member, string message) =>
        new($"{field}.{Shorten(member)}", message) { IsKnown = false };

    private static BodyFields? NoObject(List<FieldFault> faults)
    {
        faults.Clear();
        faults.Add(new FieldFault("body", "must be a JSON object"));
        return null;
    }

    // A field of the wrong type is present, with a fault, so that it is not called missing as well.
    private void ReadObject(ReadOnlySpan<byte> utf8, string[] known, string[] maps)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader) ?? "";
            reader.Read();
            if (!known.Contains(name))
            {
                AddFault(new FieldFault(Shorten(name), "is not a known field") { IsKnown = false });
            }
            else if (maps.Contains(name)
                ? !_maps.TryAdd(name, ReadMap(ref reader, name))
                : !_values.TryAdd(name, ReadText(ref reader, name)))
            {
                AddFault(new FieldFault(name, "must not be given twice"));
            }

            reader.Skip();
        }

        // Anything behind the object makes the reader throw.
        reader.Read();
    }

    private string? ReadText(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            AddFault(new FieldFault(field, "must be a string"));
            return null;
        }

        var text = TextOf(ref reader);
        if (text is null)
        {
            AddFault(new FieldFault(field, "must be valid Unicode"));
        }

        return text;
    }

    private Dictionary<string, string?>? ReadMap(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddFault(new FieldFault(field, "must be an object"));
            return null;
        }

        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            AddMember(map, ref reader, field);
        }

        return map;
    }

    private void AddMember(Dictionary<string, string?> map, ref Utf8JsonReader reader, string field)
    {
        var name = TextOf(ref reader) ?? "";
        reader.Read();
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
        var text = reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : null;
        if (!isText || (text is null && reader.TokenType == JsonTokenType.String))
        {
            AddMemberFault(field, name, isText ? "must be valid Unicode" : "must be a string");
        }
        else if (map.Count == MembersMax)
        {
            AddFault(new FieldFault(field, $"must not name more than {MembersMax} at once"));
        }
        else if (!map.TryAdd(name, text))
        {
            AddMemberFault(field, name, "must not be given twice");
        }

        reader.Skip();
    }

    private void AddMemberFault(string field, string member, string message) =>
        AddFault(MemberFault(field, member, message));

    // A body may hold a million unknown fields; the answer names the first few.
    private void AddFault(FieldFault fault)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add(fault);
        }
    }

    // A lone surrogate ("\ud800") or invalid UTF-8 is not text; the reader answers both with this exception.
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The answer repeats the client's own field name; a hostile one must not make it long.
    private static string Shorten(string name) => name.Length <= 64 ? name : name[..64] + "…";
}
