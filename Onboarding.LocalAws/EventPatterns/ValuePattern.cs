using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>One value of a leaf: what one scalar of the event is compared with.</summary>
internal abstract record ValuePattern
{
    /// <param name="value">A string, number, boolean or null.</param>
    public abstract bool Matches(JsonElement value);
}

/// <summary><c>"text"</c>, the empty text included.</summary>
internal sealed record ExactText(string Text) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(Text);
}

/// <summary>
/// <c>300</c>, as it is written: "300, 300.0, and 3.0e2 are not considered equal", says
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html.
/// </summary>
internal sealed record ExactNumber(string Text) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetRawText() == Text;
}

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record ExactLiteral(JsonValueKind Kind) : ValuePattern
{
    public override bool Matches(JsonElement value) => value.ValueKind == Kind;
}

/// <summary><c>{"exists": true}</c>. The field decides it: absence has no value to compare with.</summary>
internal sealed record Exists(bool IsExpected) : ValuePattern
{
    public override bool Matches(JsonElement value) => IsExpected;
}

/// <summary><c>{"prefix": "x"}</c> and <c>{"prefix": {"equals-ignore-case": "x"}}</c>.</summary>
internal sealed record Prefix(string Text, StringComparison Comparison) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith(Text, Comparison);
}

/// <summary><c>{"suffix": "x"}</c> and <c>{"suffix": {"equals-ignore-case": "x"}}</c>.</summary>
internal sealed record Suffix(string Text, StringComparison Comparison) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.EndsWith(Text, Comparison);
}

/// <summary><c>{"equals-ignore-case": "x"}</c></summary>
internal sealed record EqualsIgnoreCase(string Text) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && string.Equals(value.GetString(), Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary><c>{"anything-but": …}</c>: any scalar but these; a field that is absent does not match.</summary>
internal sealed record AnythingBut(IReadOnlyList<ValuePattern> Excluded) : ValuePattern
{
    public override bool Matches(JsonElement value)
    {
        foreach (var pattern in Excluded)
        {
            if (pattern.Matches(value))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary><c>{"numeric": [">", 0, "&lt;=", 5]}</c>: only JSON numbers, never texts that look like one.</summary>
internal sealed record NumericRange(decimal? Low, bool IncludesLow, decimal? High, bool IncludesHigh) : ValuePattern
{
    public override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && (Low is null || number > Low || (IncludesLow && number == Low))
        && (High is null || number < High || (IncludesHigh && number == High));
}

/// <summary><c>{"cidr": "10.0.0.0/24"}</c>, IPv4 and IPv6.</summary>
internal sealed record Cidr(byte[] Network, int PrefixBits) : ValuePattern
{
    public override bool Matches(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String
            || value.GetString() is not { } text
            || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        // The parser also takes the old short forms of an IPv4 address, such as 10.1.
        if (bytes.Length != Network.Length || (bytes.Length == 4 && text.AsSpan().Count('.') != 3))
        {
            return false;
        }

        for (var bit = 0; bit < PrefixBits; bit += 8)
        {
            var mask = (byte)(0xFF << Math.Max(0, 8 - (PrefixBits - bit)));
            if (((bytes[bit / 8] ^ Network[bit / 8]) & mask) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
