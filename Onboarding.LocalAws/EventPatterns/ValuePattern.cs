using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>One value of a field: what one scalar of the event is compared with.</summary>
internal abstract record ValuePattern
{
    public abstract bool Matches(EventLeaf leaf);
}

/// <summary><c>"text"</c>, the empty text included, and <c>{"exactly": "text"}</c>.</summary>
internal sealed record ExactText(string Text) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) =>
        leaf.Value.ValueKind == JsonValueKind.String && leaf.Value.ValueEquals(Text);
}

/// <summary>
/// <c>300</c>, which 300.0 is, too (recorded: localstack, event_pattern_templates, number_comparison_float; the page
/// says the opposite). Beyond the range in which EventBridge compares numbers it is what is written.
/// </summary>
internal sealed record ExactNumber(string Text, decimal? Number) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) =>
        leaf.Value.ValueKind == JsonValueKind.Number
        && (Number is { } number ? leaf.Number == number : leaf.Value.GetRawText() == Text);
}

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record ExactLiteral(JsonValueKind Kind) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) => leaf.Value.ValueKind == Kind;
}

/// <summary><c>{"exists": true}</c>. Absence has no leaf to compare with: the search decides it.</summary>
internal sealed record Exists(bool IsExpected) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) => IsExpected;
}

/// <summary><c>{"prefix": "x"}</c> and <c>{"prefix": {"equals-ignore-case": "x"}}</c>.</summary>
internal sealed record Prefix(string Text, StringComparison Comparison) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) => leaf.Text is { } text && text.StartsWith(Text, Comparison);
}

/// <summary><c>{"suffix": "x"}</c> and <c>{"suffix": {"equals-ignore-case": "x"}}</c>.</summary>
internal sealed record Suffix(string Text, StringComparison Comparison) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) => leaf.Text is { } text && text.EndsWith(Text, Comparison);
}

/// <summary><c>{"equals-ignore-case": "x"}</c></summary>
internal sealed record EqualsIgnoreCase(string Text) : ValuePattern
{
    public override bool Matches(EventLeaf leaf) => string.Equals(leaf.Text, Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary><c>{"anything-but": …}</c>: any scalar but these; a field that is absent does not match.</summary>
internal sealed record AnythingBut(IReadOnlyList<ValuePattern> Excluded) : ValuePattern
{
    public override bool Matches(EventLeaf leaf)
    {
        foreach (var pattern in Excluded)
        {
            if (pattern.Matches(leaf))
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
    public override bool Matches(EventLeaf leaf) =>
        leaf.Number is { } number
        && (Low is null || number > Low || (IncludesLow && number == Low))
        && (High is null || number < High || (IncludesHigh && number == High));
}

/// <summary><c>{"cidr": "10.0.0.0/24"}</c>, IPv4 and IPv6.</summary>
internal sealed record Cidr(byte[] Network, int PrefixBits) : ValuePattern
{
    public override bool Matches(EventLeaf leaf)
    {
        if (leaf.Text is not { } text || IpAddress.Parse(text) is not { } bytes || bytes.Length != Network.Length)
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
