using System.Globalization;
using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>One element of a field's array → what it matches.</summary>
internal static class ValueCompiler
{
    private const string IgnoreCase = "equals-ignore-case";
    private const string OneKey = "Only one key allowed in match expression";

    /// <exception cref="EventPatternException">Not a value or an operator of the language.</exception>
    public static ValuePattern Compile(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new ExactText(value.GetString()!),
        JsonValueKind.Number => new ExactNumber(value.GetRawText(), EventLeaf.ParseNumber(value)),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => new ExactLiteral(value.ValueKind),
        JsonValueKind.Object => CompileOperator(value),
        _ => throw new EventPatternException("Match value must be String, number, true, false, or null"),
    };

    private static ValuePattern CompileOperator(JsonElement value)
    {
        var (name, operand) = First(value, "Match expression name not found");
        var pattern = name switch
        {
            "exactly" => new ExactText(Text(operand, "exact match pattern must be a string")),
            "prefix" => CompileAffix(operand, name, (text, comparison) => new Prefix(text, comparison)),
            "suffix" => CompileAffix(operand, name, (text, comparison) => new Suffix(text, comparison)),
            IgnoreCase => new EqualsIgnoreCase(Text(operand, "equals-ignore-case match pattern must be a string")),
            "wildcard" => Wildcard.Parse(Text(operand, "wildcard match pattern must be a string")),
            "anything-but" => new AnythingBut(AnythingButCompiler.Compile(operand)),
            "numeric" => NumericCompiler.Compile(operand),
            "exists" => operand.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new Exists(operand.GetBoolean())
                : throw new EventPatternException("exists match pattern must be either true or false."),
            // The text speaks of a prefix in AWS, too (recorded: localstack, content_ip_address_type_EXC).
            "cidr" => CompileCidr(Text(operand, "prefix match pattern must be a string")),
            _ => throw new EventPatternException($"Unrecognized match type {name}"),
        };
        RequireOnly(value, name is "numeric" or "anything-but" ? NumericCompiler.TooMany : OneKey);
        return pattern;
    }

    /// <summary>The first member. What it is decides before how many there are.</summary>
    public static (string Name, JsonElement Operand) First(JsonElement expression, string whereEmpty)
    {
        foreach (var member in expression.EnumerateObject())
        {
            return (member.Name, member.Value);
        }

        throw new EventPatternException(whereEmpty);
    }

    public static void RequireOnly(JsonElement expression, string otherwise)
    {
        if (expression.EnumerateObject().Count() > 1)
        {
            throw new EventPatternException(otherwise);
        }
    }

    public static string Text(JsonElement operand, string otherwise) => operand.ValueKind == JsonValueKind.String
        ? operand.GetString()!
        : throw new EventPatternException(otherwise);

    private static ValuePattern CompileAffix(
        JsonElement operand, string name, Func<string, StringComparison, ValuePattern> make)
    {
        if (operand.ValueKind != JsonValueKind.Object)
        {
            return make(Text(operand, $"{name} match pattern must be a string"), StringComparison.Ordinal);
        }

        var (inner, text) = First(operand, $"{char.ToUpperInvariant(name[0])}{name[1..]} expression name not found");
        if (inner != IgnoreCase)
        {
            throw new EventPatternException($"Unsupported {name} pattern: {inner}");
        }

        var pattern = make(
            Text(text, "equals-ignore-case match pattern must be a string"), StringComparison.OrdinalIgnoreCase);
        RequireOnly(operand, OneKey);
        return pattern;
    }

    private static Cidr CompileCidr(string text)
    {
        // As Java splits: nothing behind the last slash is no part.
        if (text.TrimEnd('/').Split('/') is not [var ip, var mask])
        {
            throw new EventPatternException("Malformed CIDR, one '/' required");
        }

        if (!int.TryParse(mask, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
        {
            throw new EventPatternException("Malformed CIDR, mask bits must be an integer");
        }

        if (bits < 0)
        {
            throw new EventPatternException("Malformed CIDR, mask bits must not be negative");
        }

        var address = IpAddress.Parse(ip) ?? throw new EventPatternException(
            IpAddress.IsStandard(ip) ? $"Invalid IP address: {ip}" : $"Nonstandard IP address: {ip}");
        return bits < address.Length * 8
            ? new Cidr(address, bits)
            : throw new EventPatternException(
                address.Length == 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
    }
}
