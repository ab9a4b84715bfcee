using System.Globalization;
using System.Text;
using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Register;

/// <summary>
/// Reads and validates <c>{"email":"…","name":"…","phone":"…"}</c>, reporting every field's fault at once. Unknown and
/// repeated fields are refused: whatever a client sends is either stored or named as a fault, never dropped.
/// </summary>
internal static class RegisterBody
{
    private const int NameLengthMax = 200;
    private const int FaultsMax = 32;
    private static readonly string[] Fields = ["email", "name", "phone"];

    /// <summary>Null when <paramref name="faults"/> has entries.</summary>
    public static RegisterRequest? Parse(ReadOnlySpan<byte> utf8, List<FieldFault> faults)
    {
        Dictionary<string, string?> fields;
        try
        {
            fields = ReadFields(utf8, faults);
        }
        catch (JsonException)
        {
            faults.Clear();
            faults.Add(new FieldFault("body", "must be a JSON object"));
            return null;
        }

        string email = CheckEmail(fields, faults);
        string name = CheckName(fields, faults);
        string? phone = CheckPhone(fields, faults);
        return faults.Count == 0 ? new RegisterRequest(email, name, phone) : null;
    }

    // A field of the wrong type is present, with a fault, so that it is not called missing as well.
    private static Dictionary<string, string?> ReadFields(ReadOnlySpan<byte> utf8, List<FieldFault> faults)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = TextOf(ref reader) ?? "";
            reader.Read();
            if (!Fields.Contains(name)) AddFault(faults, Shorten(name), "is not a known field");
            else if (!fields.TryAdd(name, ReadText(ref reader, name, faults)))
                AddFault(faults, name, "must not be given twice");
            reader.Skip();
        }

        // Anything behind the object makes the reader throw.
        reader.Read();
        return fields;
    }

    private static string? ReadText(ref Utf8JsonReader reader, string field, List<FieldFault> faults)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String)
        {
            AddFault(faults, field, "must be a string");
            return null;
        }

        string? text = TextOf(ref reader);
        if (text is null) AddFault(faults, field, "must be valid Unicode");
        return text;
    }

    // A body may hold a million unknown fields; the answer names the first few.
    private static void AddFault(List<FieldFault> faults, string field, string message)
    {
        if (faults.Count < FaultsMax) faults.Add(new FieldFault(field, message));
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

    private static string CheckEmail(Dictionary<string, string?> fields, List<FieldFault> faults)
    {
        if (Required(fields, "email", faults) is not { } text) return "";
        if (EmailAddress.Normalise(text, out string normalised) is { } fault) faults.Add(new("email", fault));
        return normalised;
    }

    private static string CheckName(Dictionary<string, string?> fields, List<FieldFault> faults)
    {
        if (Required(fields, "name", faults) is not { } text) return "";
        string name = text.Trim();
        int length = 0;
        bool clean = true;
        foreach (Rune rune in name.EnumerateRunes())
        {
            length++;
            clean &= !IsControl(rune);
        }

        if (!clean) faults.Add(new("name", "must not contain control characters"));
        else if (length is 0 or > NameLengthMax)
            faults.Add(new("name", $"must have 1 to {NameLengthMax} characters"));
        return name;
    }

    // Besides the control characters proper: line breaks, and the overrides that turn the direction of a text round.
    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string? CheckPhone(Dictionary<string, string?> fields, List<FieldFault> faults)
    {
        if (fields.GetValueOrDefault("phone") is not { } phone) return null;
        // E.164: a country code, which never begins with 0, and at most fifteen digits in all.
        bool valid = phone.Length is >= 3 and <= 16 && phone[0] == '+' && phone[1] is >= '1' and <= '9'
            && phone.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        if (!valid) faults.Add(new("phone", "must be in E.164 form, e.g. +4915112345678"));
        return phone;
    }

    private static string? Required(Dictionary<string, string?> fields, string name, List<FieldFault> faults)
    {
        if (fields.GetValueOrDefault(name) is { } value) return value;
        if (!faults.Exists(fault => fault.Field == name)) faults.Add(new(name, "is required"));
        return null;
    }

    // The answer repeats the client's own field name; a hostile one must not make it long.
    private static string Shorten(string name) => name.Length <= 64 ? name : name[..64] + "…";
}
