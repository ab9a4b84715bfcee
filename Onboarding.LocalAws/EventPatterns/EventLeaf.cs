using System.Globalization;
using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// One scalar of an event. Several rules ask about it: what decoding it costs is paid once.
/// </summary>
/// <param name="elements">In which element of which arrays it stands, the outermost first.</param>
internal sealed class EventLeaf(JsonElement value, ArrayElement[] elements)
{
    /// <summary>EventBridge compares numbers between −5e9 and 5e9 only.</summary>
    private const decimal NumberMax = 5_000_000_000m;

    private string? _text;
    private decimal? _number;
    private bool _hasParsed;

    public JsonElement Value => value;

    public ReadOnlySpan<ArrayElement> Elements => elements;

    /// <summary>Null where it is no text.</summary>
    public string? Text => value.ValueKind == JsonValueKind.String ? _text ??= value.GetString() : null;

    /// <summary>Null where it is no number, or one that EventBridge does not compare.</summary>
    public decimal? Number
    {
        get
        {
            if (!_hasParsed && value.ValueKind == JsonValueKind.Number)
            {
                _number = ParseNumber(value);
                _hasParsed = true;
            }

            return _number;
        }
    }

    /// <summary>No two leaves of a match stand in different elements of one array.</summary>
    public bool IsConsistentWith(EventLeaf other)
    {
        var theirs = other.Elements;
        for (var i = 0; i < elements.Length && i < theirs.Length; i++)
        {
            if (elements[i].Array != theirs[i].Array)
            {
                // Arrays beside each other.
                return true;
            }

            if (elements[i].Index != theirs[i].Index)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Null where it is out of the range in which EventBridge compares numbers.</returns>
    public static decimal? ParseNumber(JsonElement number) =>
        decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
        && Math.Abs(parsed) <= NumberMax
            ? parsed
            : null;
}

/// <param name="Array">The array's path.</param>
internal readonly record struct ArrayElement(string Array, int Index);
