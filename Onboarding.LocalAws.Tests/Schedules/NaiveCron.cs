using System.Globalization;

namespace Onboarding.LocalAws.Tests.Schedules;

/// <summary>
/// A random cron expression with a predicate per field that was made beside its text: nothing is parsed, and each
/// minute is asked for itself.
/// </summary>
internal sealed record NaiveCron(string Expression, Predicate<DateTime>[] Fields)
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public bool Matches(DateTime minute) => Array.TrueForAll(Fields, field => field(minute));

    public static NaiveCron Any(Random random)
    {
        var minute = Number(random, 0, 59, t => t.Minute);
        var hour = Number(random, 0, 23, t => t.Hour);
        var month = Number(random, 1, 12, t => t.Month);
        var year = random.Next(3) == 0
            ? Number(random, 2027, 2029, t => t.Year)
            : ("*", (Predicate<DateTime>)(_ => true));
        var isOfWeek = random.Next(2) == 0;
        var day = isOfWeek ? DayOfWeek(random) : DayOfMonth(random);
        var (ofMonth, ofWeek) = isOfWeek ? ("?", day.Text) : (day.Text, "?");
        return new NaiveCron(
            $"cron({minute.Text} {hour.Text} {ofMonth} {month.Text} {ofWeek} {year.Item1})",
            [minute.Matches, hour.Matches, day.Matches, month.Matches, year.Item2]);
    }

    private static (string Text, Predicate<DateTime> Matches) Number(
        Random random, int min, int max, Func<DateTime, int> of)
    {
        var (a, b) = (random.Next(min, max + 1), random.Next(min, max + 1));
        var (low, high, step) = (Math.Min(a, b), Math.Max(a, b), random.Next(1, 8));
        return random.Next(6) switch
        {
            0 => (Invariant($"{low}"), t => of(t) == low),
            1 => (Invariant($"{low}-{high}"), t => of(t) >= low && of(t) <= high),
            2 => (Invariant($"{low}/{step}"), t => of(t) >= low && (of(t) - low) % step == 0),
            3 => (
                Invariant($"{low}-{high}/{step}"),
                t => of(t) >= low && of(t) <= high && (of(t) - low) % step == 0),
            4 => (Invariant($"{low},{high}"), t => of(t) == low || of(t) == high),
            _ => ("*", _ => true),
        };
    }

    private static (string Text, Predicate<DateTime> Matches) DayOfMonth(Random random)
    {
        var day = random.Next(1, 32);
        return random.Next(3) switch
        {
            0 => ("L", t => t.AddDays(1).Day == 1),
            1 => (Invariant($"{day}W"), t => IsNearest(t, day)),
            _ => Number(random, 1, 31, t => t.Day),
        };
    }

    private static (string Text, Predicate<DateTime> Matches) DayOfWeek(Random random)
    {
        var (day, place) = (random.Next(7), random.Next(1, 6));
        var text = random.Next(2) == 0 ? Days[day] : Invariant($"{day + 1}");
        bool IsDay(DateTime t) => (int)t.DayOfWeek == day;
        return random.Next(4) switch
        {
            0 => (text + "L", t => IsDay(t) && t.AddDays(7).Month != t.Month),
            1 => (
                Invariant($"{text}#{place}"),
                t => IsDay(t) && t.AddDays(-7 * place).Month != t.Month
                    && t.AddDays(-7 * (place - 1)).Month == t.Month),
            2 => ("L", t => t.DayOfWeek == System.DayOfWeek.Saturday),
            _ => Number(random, 1, 7, t => (int)t.DayOfWeek + 1),
        };
    }

    /// <summary>Whether it is the weekday of its month with the least distance to a day, the earlier of two.</summary>
    private static bool IsNearest(DateTime at, int day)
    {
        var length = DateTime.DaysInMonth(at.Year, at.Month);
        return day <= length && Enumerable.Range(1, length)
            .Where(d => new DateTime(at.Year, at.Month, d).DayOfWeek
                is not (System.DayOfWeek.Saturday or System.DayOfWeek.Sunday))
            .MinBy(d => Math.Abs(d - day)) == at.Day;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
