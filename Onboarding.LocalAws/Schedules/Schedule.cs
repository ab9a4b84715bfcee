namespace Onboarding.LocalAws.Schedules;

/// <summary>
/// A rule's ScheduleExpression: <c>rate(5 minutes)</c> or <c>cron(0 12 * * ? *)</c>, in UTC
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html). Immutable and safe for
/// concurrent use.
/// </summary>
internal abstract class Schedule
{
    /// <returns>Null where it is neither of the two; AWS tells no more of it either.</returns>
    public static Schedule? TryParse(string expression) =>
        (Schedule?)RateSchedule.TryParseRate(expression) ?? CronSchedule.TryParseCron(expression);

    /// <summary>The first occurrence after a moment; null where none is left.</summary>
    /// <param name="since">When the schedule began: a rate counts from there.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset since, DateTimeOffset after);
}
