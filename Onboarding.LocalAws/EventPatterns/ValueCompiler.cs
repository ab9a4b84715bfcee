using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>One element of a leaf's array → what it matches.</summary>
internal static class ValueCompiler
{
    /// <summary>EventBridge compares numbers between −5e9 and 5e9 only.</summary>
    private const decimal NumberMax = 5_000_000_000m;

    private static readonly string[] Operators =
        ["prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "exists", "cidr"];

    public static bool IsOperator(string name) => Operators.Contains(name, StringComparer.Ordinal);

    /// <exception cref="EventPatternException">Not a value or an operator of the language.</exception>
    public static ValuePattern Compile(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new ExactText(value.GetString()!),
        JsonValueKind.Number => new ExactNumber(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => new ExactLiteral(value.ValueKind),
        JsonValueKind.Object => CompileOperator(value),
        _ => throw new EventPatternException("Match value must be String, number, true, false, or null"),
    };

    private static ValuePattern CompileOperator(JsonElement value)
    {
        var (name, operand) = Single(value);
        return name switch
        {
            "prefix" => CompileAffix(operand, (text, comparison) => new Prefix(text, comparison)),
            "suffix" => CompileAffix(operand, (text, comparison) => new Suffix(text, comparison)),
            "equals-ignore-case" => new EqualsIgnoreCase(Text(operand, name)),
            "wildcard" => Wildcard.Parse(Text(operand, name)),
            "anything-but" => new AnythingBut(CompileExcluded(operand)),
            "numeric" => CompileNumeric(operand),
            "exists" => operand.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new Exists(operand.GetBoolean())
                : throw new EventPatternException("exists match pattern must be either true or false."),
            "cidr" => CompileCidr(Text(operand, name)),
            _ => throw new EventPatternException($"Unrecognized match type {name}"),
        };
    }

    private static (string Name, JsonElement Operand) Single(JsonElement value)
    {
        var members = value.EnumerateObject().ToList();
        return members.Count == 1
            ? (members[0].Name, members[0].Value)
            : throw new EventPatternException("Only one key allowed in match expression");
    }

    private static string Text(JsonElement operand, string name) => operand.ValueKind == JsonValueKind.String
        ? operand.GetString()!
        : throw new EventPatternException($"{name} match pattern must be a string");

    private static ValuePattern CompileAffix(JsonElement operand, Func<string, StringComparison, ValuePattern> make)
    {
        if (operand.ValueKind != JsonValueKind.Object)
        {
            return make(Text(operand, "prefix/suffix"), StringComparison.Ordinal);
        }

        var (name, text) = Single(operand);
        return name == "equals-ignore-case"
            ? make(Text(text, name), StringComparison.OrdinalIgnoreCase)
            : throw new EventPatternException($"Unsupported anything-but or prefix/suffix pattern: {name}");
    }

    /// <summary>A scalar, a list of scalars, or an operator with a text or a list of texts.</summary>
    private static IReadOnlyList<ValuePattern> CompileExcluded(JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.Object)
        {
            return [.. Items(operand).Select(RequireScalar)];
        }

        var (name, texts) = Single(operand);
        Func<string, ValuePattern> make = name switch
        {
            "prefix" => text => new Prefix(text, StringComparison.Ordinal),
            "suffix" => text => new Suffix(text, StringComparison.Ordinal),
            "equals-ignore-case" => text => new EqualsIgnoreCase(text),
            "wildcard" => Wildcard.Parse,
            _ => throw new EventPatternException($"Unsupported anything-but pattern: {name}"),
        };
        return [.. Items(texts).Select(t => make(Text(t, name)))];
    }

    private static List<JsonElement> Items(JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.Array)
        {
            return [operand];
        }

        var items = operand.EnumerateArray().ToList();
        return items.Count > 0
            && items.TrueForAll(i => i.ValueKind == items[0].ValueKind)
                ? items
                : throw new EventPatternException("Inside anything but list, either all values are number or string");
    }

    private static ValuePattern RequireScalar(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Compile(value)
            : throw new EventPatternException("Value of anything-but must be an array or single string/number value.");

    /// <summary><c>["=", 5]</c>, <c>["&lt;", 5]</c> or a range: a lower bound, then an upper one.</summary>
    private static NumericRange CompileNumeric(JsonElement operand)
    {
        if (operand.ValueKind != JsonValueKind.Array || operand.GetArrayLength() is not (2 or 4))
        {
            throw new EventPatternException("Invalid member in numeric match: expected operators and numbers in pairs");
        }

        var range = Bound(new NumericRange(null, false, null, false), operand[0], operand[1]);
        if (operand.GetArrayLength() == 2)
        {
            return range;
        }

        if (range.Low is null || range.High is not null || operand[2].GetString() is not ("<" or "<="))
        {
            throw new EventPatternException("Bad numeric range operator: a lower bound, then an upper one");
        }

        range = Bound(range, operand[2], operand[3]);
        return range.Low < range.High ? range : throw new EventPatternException("Bottom must be less than top");
    }

    private static NumericRange Bound(NumericRange range, JsonElement comparison, JsonElement limit)
    {
        if (limit.ValueKind != JsonValueKind.Number
            || !decimal.TryParse(limit.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > NumberMax)
        {
            throw new EventPatternException("Value must be a number between -5.0E9 and 5.0E9, inclusive");
        }

        return (comparison.ValueKind == JsonValueKind.String ? comparison.GetString() : null) switch
        {
            "=" => new NumericRange(number, true, number, true),
            "<" => range with { High = number },
            "<=" => range with { High = number, IncludesHigh = true },
            ">" => range with { Low = number },
            ">=" => range with { Low = number, IncludesLow = true },
            _ => throw new EventPatternException($"Unrecognized numeric range operator: {comparison}"),
        };
    }

    private static Cidr CompileCidr(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            || bits > address.GetAddressBytes().Length * 8)
        {
            throw new EventPatternException($"Malformed CIDR, one '/' required: {text}");
        }

        return new Cidr(address.GetAddressBytes(), bits);
    }
}
