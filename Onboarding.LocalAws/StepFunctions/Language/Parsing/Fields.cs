using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.Templates;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// Reads the fields of one object of a definition. A field that is wrong is reported, and read as absent: a definition
/// with a fault is not used.
/// </summary>
internal sealed class Fields(JsonElement value, string location, Faults faults)
{
    public string Location => location;

    public Faults Faults => faults;

    public IEnumerable<string> Names => value.EnumerateObject().Select(member => member.Name);

    /// <returns>Null where the value is no object, which is reported.</returns>
    public static Fields? Of(JsonElement value, string location, Faults faults)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return new Fields(value, location, faults);
        }

        faults.Schema("Value must be an object", location);
        return null;
    }

    public string At(string name) => $"{location}/{name}";

    public bool Has(string name) => value.TryGetProperty(name, out _);

    public JsonElement? Value(string name) => value.TryGetProperty(name, out var field) ? field : null;

    public void Require(params IEnumerable<string> names)
    {
        var missing = names.Where(name => !Has(name)).ToArray();
        if (missing.Length > 0)
        {
            faults.Schema(
                $"These fields are required: [{string.Join(", ", missing)}]", location.Length > 0 ? location : "/");
        }
    }

    public void AtMostOne(params string[] names)
    {
        if (names.Count(Has) > 1)
        {
            faults.Schema($"There should only be one of the following fields: [{string.Join(", ", names)}]", location);
        }
    }

    public void ExactlyOne(params string[] names)
    {
        AtMostOne(names);
        if (!names.Any(Has))
        {
            faults.Schema(
                $"This object should have only one of the following fields: [{string.Join(", ", names)}]", location);
        }
    }

    public string? Text(string name) => Read(name, JsonValueKind.String, "a string")?.GetString();

    public string? TextOf(string name, params string[] allowed)
    {
        var text = Text(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        faults.Schema($"Value should be one of the following: [{string.Join(", ", allowed)}]", At(name));
        return null;
    }

    public bool? Boolean(string name)
    {
        if (Value(name) is not { } field)
        {
            return null;
        }

        if (field.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return field.GetBoolean();
        }

        faults.Schema("Value must be a boolean", At(name));
        return null;
    }

    public int? Integer(string name, int min, int max)
    {
        if (Read(name, JsonValueKind.Number, "an integer") is not { } field)
        {
            return null;
        }

        if (field.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        faults.Schema($"Value must be an integer between {min} and {max}", At(name));
        return null;
    }

    public double? Number(string name, double min)
    {
        if (Read(name, JsonValueKind.Number, "a number") is not { } field)
        {
            return null;
        }

        if (field.GetDouble() >= min)
        {
            return field.GetDouble();
        }

        faults.Schema($"Value must be greater than or equal to {min:0.0}", At(name));
        return null;
    }

    /// <returns>The items of an array that must not be empty; null where there is none.</returns>
    public IReadOnlyList<JsonElement>? Items(string name)
    {
        if (Read(name, JsonValueKind.Array, "an array") is not { } field)
        {
            return null;
        }

        if (field.GetArrayLength() == 0)
        {
            faults.Schema("Value cannot be empty", At(name));
        }

        return [.. field.EnumerateArray()];
    }

    public ValuePath? Path(string name) =>
        Compile(name, ValuePath.Parse, static _ => "Value must be a valid JSONPath.");

    /// <summary>A path that names one node.</summary>
    public ValuePath? ReferencePath(string name)
    {
        var path = Path(name);
        if (path is { IsReference: false })
        {
            faults.Schema($"Value is not a Reference Path: Illegal character in '{path}'", At(name));
        }

        return path;
    }

    /// <summary>InputPath or OutputPath: null takes an empty object.</summary>
    public ValuePath? NullablePath(string name) => Value(name) switch
    {
        null => ValuePath.Data,
        { ValueKind: JsonValueKind.Null } => null,
        _ => Path(name),
    };

    public ResultPath ResultPath() => Value(nameof(ResultPath)) is { ValueKind: JsonValueKind.Null }
        ? Paths.ResultPath.Discard
        : Compile(nameof(ResultPath), Paths.ResultPath.Parse, static e => $"Value is not a Reference Path: {e}")
            ?? Paths.ResultPath.Replace;

    /// <summary>A path or a function.</summary>
    public Expression? Expression(string name) => Compile(
        name, Templates.Expression.Parse, _ => $"The value for the field '{name}' must be a valid JSONPath or a valid "
            + "intrinsic function call");

    public PayloadTemplate? Template(string name)
    {
        if (Value(name) is not { } template)
        {
            return null;
        }

        return TemplateCompiler.Compile(template, At(name), faults);
    }

    private T? Compile<T>(string name, Func<string, T> parse, Func<string, string> message)
        where T : class
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            return parse(text);
        }
        catch (JsonPathException e)
        {
            faults.Schema(message(e.Message), At(name));
            return null;
        }
    }

    private JsonElement? Read(string name, JsonValueKind kind, string word)
    {
        if (Value(name) is not { } field || field.ValueKind == kind)
        {
            return Value(name);
        }

        faults.Schema($"Value must be {word}", At(name));
        return null;
    }
}
