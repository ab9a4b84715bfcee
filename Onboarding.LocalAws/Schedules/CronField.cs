using System.Globalization;

namespace Onboarding.LocalAws.Schedules;

/// <summary>
/// The numbers that a field stands for: <c>*</c>, <c>5</c>, <c>1-5</c>, <c>0/15</c>, <c>*/2</c>, <c>8-18/2</c>, and
/// lists of these; months and days of the week have names, too. A range that goes backwards is refused (inferred).
/// </summary>
internal sealed class CronField
{
    private readonly bool[] _has;

    private CronField(bool[] has) => _has = has;

    public bool Contains(int number) => _has[number];

    /// <param name="names">In order, the first for <paramref name="min"/>.</param>
    /// <returns>Null where it is no such field.</returns>
    public static CronField? TryParse(string field, int min, int max, string[]? names = null)
    {
        var has = new bool[max + 1];
        foreach (var item in field.Split(','))
        {
            if (!TryAdd(item, has, min, names ?? []))
            {
                return null;
            }
        }

        return new CronField(has);
    }

    /// <returns>Null where it is neither a number of the field nor one of its names.</returns>
    public static int? Number(string text, int min, int max, string[] names)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? min + named
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max ? number
            : null;
    }

    private static bool TryAdd(string item, bool[] has, int min, string[] names)
    {
        var max = has.Length - 1;
        var (range, step) = item.Split('/') switch
        {
            [var whole] => (whole, 1),
            // What is greater than the field's own range steps out of it at once, as any greater number does.
            [var before, var after] => (before, Number(after, 1, int.MaxValue, []) ?? 0),
            _ => ("", 0),
        };
        var (low, high) = range.Split('-') switch
        {
            ["*"] => (min, max),
            [var from] => (Number(from, min, max, names), item.Contains('/') ? max : Number(from, min, max, names)),
            [var from, var to] => (Number(from, min, max, names), Number(to, min, max, names)),
            _ => (null, null),
        };
        if (low is null || high is null || low > high || step == 0)
        {
            return false;
        }

        for (long number = low.Value; number <= high; number += step)
        {
            has[number] = true;
        }

        return true;
    }
}
