using System.Globalization;

namespace Onboarding.LocalAws.Schedules;

/// <summary>
/// <c>rate(1 minute)</c>, <c>rate(12 hours)</c>. What AWS refuses is recorded: a unit whose number is not that of the
/// value, other units, capitals, and any space that is not the one between value and unit.
/// </summary>
internal sealed class RateSchedule : Schedule
{
    private const string Opening = "rate(";

    /// <summary>All that the calendar has.</summary>
    private static readonly TimeSpan PeriodMax = DateTimeOffset.MaxValue - DateTimeOffset.MinValue;

    private readonly TimeSpan _period;

    private RateSchedule(TimeSpan period) => _period = period;

    public static RateSchedule? TryParseRate(string expression)
    {
        if (!expression.StartsWith(Opening, StringComparison.Ordinal) || !expression.EndsWith(')')
            || expression[Opening.Length..^1].Split(' ') is not [var digits, var unit]
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value < 1)
        {
            return null;
        }

        var one = (value == 1, unit) switch
        {
            (true, "minute") or (false, "minutes") => TimeSpan.FromMinutes(1),
            (true, "hour") or (false, "hours") => TimeSpan.FromHours(1),
            (true, "day") or (false, "days") => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        return one == TimeSpan.Zero || value > PeriodMax / one ? null : new RateSchedule(one * value);
    }

    public override DateTimeOffset? Next(DateTimeOffset since, DateTimeOffset after)
    {
        var periods = after < since ? 0 : (after - since).Ticks / _period.Ticks;
        var left = DateTimeOffset.MaxValue - since;
        return (periods + 1) > left.Ticks / _period.Ticks ? null : since + (_period * (periods + 1));
    }
}
