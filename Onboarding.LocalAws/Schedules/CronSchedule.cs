namespace Onboarding.LocalAws.Schedules;

/// <summary>
/// <c>cron(minutes hours day-of-month month day-of-week year)</c>:
/// <code>
/// cron(15 10 ? * 6L 2022-2023)   10:15 on the last Friday of each month of two years
/// cron(0/5 8-17 ? * MON-FRI *)   every five minutes of a working day
/// cron(0 9 3W * ? *)             the weekday nearest to the third
/// </code>
/// One of the two day fields is <c>?</c>. Libraries for Unix's cron know neither the year nor Sunday as 1.
/// </summary>
internal sealed class CronSchedule : Schedule
{
    private const string Opening = "cron(";
    private const int YearMin = 1970;
    private const int YearMax = 2199;

    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _months;
    private readonly CronField _years;
    private readonly CronDays _days;

    private CronSchedule(CronField minutes, CronField hours, CronDays days, CronField months, CronField years) =>
        (_minutes, _hours, _days, _months, _years) = (minutes, hours, days, months, years);

    public static CronSchedule? TryParseCron(string expression) =>
        expression.StartsWith(Opening, StringComparison.Ordinal) && expression.EndsWith(')')
        && expression[Opening.Length..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            is [var minute, var hour, var dayOfMonth, var month, var dayOfWeek, var year]
        && CronField.TryParse(minute, 0, 59) is { } minutes
        && CronField.TryParse(hour, 0, 23) is { } hours
        && CronDays.TryParse(dayOfMonth, dayOfWeek) is { } days
        && CronField.TryParse(month, 1, 12, Months) is { } months
        && CronField.TryParse(year, YearMin, YearMax) is { } years
            ? new CronSchedule(minutes, hours, days, months, years)
            : null;

    public override DateTimeOffset? Next(DateTimeOffset since, DateTimeOffset after)
    {
        var first = after.UtcDateTime.AddTicks(-(after.UtcTicks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        var start = DateOnly.FromDateTime(first);
        var day = start;
        while (day.Year <= YearMax)
        {
            if (!_years.Contains(day.Year))
            {
                day = new DateOnly(day.Year + 1, 1, 1);
            }
            else if (!_months.Contains(day.Month))
            {
                day = day.AddDays(1 - day.Day).AddMonths(1);
            }
            else if (_days.Contains(day) && TimeOf(day == start ? TimeOnly.FromDateTime(first) : default) is { } time)
            {
                return new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
            }
            else
            {
                day = day.AddDays(1);
            }
        }

        return null;
    }

    /// <summary>The first minute of a day from a time on; null where the day has none left.</summary>
    private TimeOnly? TimeOf(TimeOnly from)
    {
        for (var hour = from.Hour; hour < 24; hour++)
        {
            if (!_hours.Contains(hour))
            {
                continue;
            }

            for (var minute = hour == from.Hour ? from.Minute : 0; minute < 60; minute++)
            {
                if (_minutes.Contains(minute))
                {
                    return new TimeOnly(hour, minute);
                }
            }
        }

        return null;
    }
}
