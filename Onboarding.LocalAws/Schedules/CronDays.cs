namespace Onboarding.LocalAws.Schedules;

/// <summary>
/// The two day fields, of which one is <c>?</c>. Of the month there are <c>L</c> (its last day), <c>3W</c> (the weekday
/// nearest to the third, in the same month) and <c>LW</c> (its last weekday; inferred), of the week <c>L</c>
/// (Saturday), <c>6L</c> (the month's last Friday) and <c>3#2</c> (its second Tuesday). Each of these stands alone in
/// its field, and Sunday is 1.
/// </summary>
internal sealed class CronDays
{
    private const string Unspecified = "?";

    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly Predicate<DateOnly> _contains;

    private CronDays(Predicate<DateOnly> contains) => _contains = contains;

    public bool Contains(DateOnly day) => _contains(day);

    /// <returns>Null where one is no such field, or both or neither are given.</returns>
    public static CronDays? TryParse(string ofMonth, string ofWeek) =>
        ((ofMonth, ofWeek) switch
        {
            (Unspecified, Unspecified) => null,
            (_, Unspecified) => OfMonth(ofMonth),
            (Unspecified, _) => OfWeek(ofWeek),
            _ => null,
        }) is { } contains ? new CronDays(contains) : null;

    private static Predicate<DateOnly>? OfMonth(string field)
    {
        switch (field)
        {
            case "L":
                return day => day.Day == LengthOfMonth(day);
            case "LW":
                return day => day == NearestWeekday(day, LengthOfMonth(day));
            case [.. var number, 'W']:
                // A month that has no such day has no weekday nearest to it (inferred).
                return CronField.Number(number, 1, 31, []) is { } nearest
                    ? day => nearest <= LengthOfMonth(day) && day == NearestWeekday(day, nearest)
                    : null;
            default:
                return CronField.TryParse(field, 1, 31) is { } days ? day => days.Contains(day.Day) : null;
        }
    }

    private static Predicate<DateOnly>? OfWeek(string field)
    {
        switch (field.Split('#'))
        {
            case ["L"]:
                return day => NumberOf(day) == Names.Length;
            case [[.. var name, 'L']]:
                return Weekday(name) is { } last
                    ? day => NumberOf(day) == last && day.Day > LengthOfMonth(day) - Names.Length
                    : null;
            case [var name, var place]:
                return Weekday(name) is { } weekday && CronField.Number(place, 1, 5, []) is { } nth
                    ? day => NumberOf(day) == weekday && (day.Day - 1) / Names.Length == nth - 1
                    : null;
            default:
                return CronField.TryParse(field, 1, Names.Length, Names) is { } days
                    ? day => days.Contains(NumberOf(day))
                    : null;
        }
    }

    private static int? Weekday(string text) => CronField.Number(text, 1, Names.Length, Names);

    private static int NumberOf(DateOnly day) => (int)day.DayOfWeek + 1;

    private static int LengthOfMonth(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>Saturday's is the Friday before, Sunday's the Monday after, but never in another month.</summary>
    private static DateOnly NearestWeekday(DateOnly month, int number)
    {
        var day = new DateOnly(month.Year, month.Month, number);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(number == 1 ? 2 : -1),
            DayOfWeek.Sunday => day.AddDays(number == LengthOfMonth(month) ? -2 : 1),
            _ => day,
        };
    }
}
