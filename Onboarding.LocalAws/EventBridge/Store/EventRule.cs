using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Schedules;

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>A rule of a bus with its targets. Immutable: a delivery keeps the rule that it began with.</summary>
internal sealed record EventRule
{
    public required string Bus { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>What it compares events with; null where it has a schedule alone.</summary>
    public RulePattern? Pattern { get; init; }

    /// <summary>When it makes an event of its own, on the default bus; null where it has a pattern alone.</summary>
    public RuleSchedule? Schedule { get; init; }

    public string? Description { get; init; }

    /// <summary>Kept and returned: it is for buses of other accounts.</summary>
    public string? RoleArn { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>The service whose rule it is, which alone changes it. Null where it is the user's.</summary>
    public string? ManagedBy { get; init; }

    /// <summary>In the order in which they were put.</summary>
    public IReadOnlyList<EventTarget> Targets { get; init; } = [];

    /// <summary>In the order in which they were first set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>One whose id is there already is replaced, in its place.</summary>
    public EventRule WithTargets(IReadOnlyList<EventTarget> targets)
    {
        List<EventTarget> merged = [.. Targets];
        foreach (var target in targets)
        {
            var at = merged.FindIndex(t => t.Id == target.Id);
            if (at < 0)
            {
                merged.Add(target);
            }
            else
            {
                merged[at] = target;
            }
        }

        return this with { Targets = merged };
    }
}

/// <summary>A pattern with its text, which DescribeRule returns.</summary>
internal sealed record RulePattern(string Text, EventPattern Compiled)
{
    /// <exception cref="EventPatternException">The pattern is not valid.</exception>
    public static RulePattern Parse(string text) => new(text, EventPattern.Parse(text));
}

/// <summary>A schedule with its text.</summary>
/// <param name="Since">From when on it holds: a rate counts from there.</param>
internal sealed record RuleSchedule(string Text, Schedule Compiled, DateTimeOffset Since)
{
    public static bool TryParse(string text, DateTimeOffset since, [NotNullWhen(true)] out RuleSchedule? schedule)
    {
        schedule = Schedule.TryParse(text) is { } compiled ? new RuleSchedule(text, compiled, since) : null;
        return schedule is not null;
    }

    public DateTimeOffset? Next(DateTimeOffset after) => Compiled.Next(Since, after);
}
