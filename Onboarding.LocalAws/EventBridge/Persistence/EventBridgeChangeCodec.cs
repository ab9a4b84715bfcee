using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary><see cref="EventBridgeChange"/>s in the journal. Patterns and schedules are there as their texts.</summary>
internal sealed class EventBridgeChangeCodec : ChangeCodec<EventBridgeChange>
{
    public EventBridgeChangeCodec()
    {
        Former(1, (ref from) => new EventBridgeChange.BusStored(ReadUntaggedBus(ref from)));
        Kind(2, (to, deleted) => to.Text(deleted.Name), (ref from) => new EventBridgeChange.BusDeleted(from.Text()));
        Former(3, (ref from) => Stored(ReadFormerRule(ref from, EventTargetCodec.ReadUngrouped)));
        Kind(
            4,
            (to, deleted) =>
            {
                to.Text(deleted.Bus);
                to.Text(deleted.Name);
            },
            (ref from) => new EventBridgeChange.RuleDeleted(from.Text(), from.Text()));
        Kind<EventBridgeChange.Cleared>(5);
        Former(6, (ref from) => Stored(ReadFormerRule(ref from, EventTargetCodec.ReadUntransformed)));
        Kind(7, (to, stored) => WriteRule(to, stored.Rule), (ref from) => Stored(ReadRule(ref from)));
        Kind(
            8,
            (to, stored) => WriteBus(to, stored.Bus),
            (ref from) => new EventBridgeChange.BusStored(
                ReadUntaggedBus(ref from) with { Tags = from.Pairs() }));
        Kind(
            9,
            (to, stored) => WriteArchive(to, stored.Archive),
            (ref from) => new EventBridgeChange.ArchiveStored(ReadArchive(ref from)));
        Kind(
            10,
            (to, deleted) => to.Text(deleted.Name),
            (ref from) => new EventBridgeChange.ArchiveDeleted(from.Text()));
    }

    private static EventBridgeChange.RuleStored Stored(EventRule rule) => new(rule);

    private static void WriteBus(RecordWriter to, EventBus bus)
    {
        to.Text(bus.Name);
        to.OptionalText(bus.Description);
        to.Time(bus.CreatedAt);
        to.Pairs(bus.Tags);
    }

    private static EventBus ReadUntaggedBus(ref RecordReader from) =>
        new(from.Text(), from.OptionalText(), from.Time());

    private static void WriteRule(RecordWriter to, EventRule rule)
    {
        to.Text(rule.Bus);
        to.Text(rule.Name);
        to.Text(rule.Arn);
        to.OptionalText(rule.Pattern?.Text);
        to.OptionalText(rule.Schedule?.Text);
        if (rule.Schedule is { } schedule)
        {
            to.Time(schedule.Since);
        }

        to.OptionalText(rule.Description);
        to.OptionalText(rule.RoleArn);
        to.OptionalText(rule.ManagedBy);
        to.Flag(rule.IsEnabled);
        to.Pairs(rule.Tags);
        to.Number((ulong)rule.Targets.Count);
        foreach (var target in rule.Targets)
        {
            EventTargetCodec.Write(to, target);
        }
    }

    private static EventRule ReadRule(ref RecordReader from) => new()
    {
        Bus = from.Text(),
        Name = from.Text(),
        Arn = from.Text(),
        Pattern = from.OptionalText() is { } pattern ? Compile(pattern) : null,
        Schedule = from.OptionalText() is { } schedule ? Compile(schedule, from.Time()) : null,
        Description = from.OptionalText(),
        RoleArn = from.OptionalText(),
        ManagedBy = from.OptionalText(),
        IsEnabled = from.Flag(),
        Tags = from.Pairs(),
        Targets = ReadTargets(ref from, EventTargetCodec.Read),
    };

    /// <summary>As rules were written before they had schedules, roles and tags.</summary>
    private static EventRule ReadFormerRule(ref RecordReader from, ChangeReader<EventTarget> readTarget) => new()
    {
        Bus = from.Text(),
        Name = from.Text(),
        Arn = from.Text(),
        Pattern = Compile(from.Text()),
        Description = from.OptionalText(),
        IsEnabled = from.Flag(),
        Targets = ReadTargets(ref from, readTarget),
    };

    private static EventTarget[] ReadTargets(ref RecordReader from, ChangeReader<EventTarget> readTarget)
    {
        var targets = new EventTarget[from.Count()];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = readTarget(ref from);
        }

        return targets;
    }

    private static void WriteArchive(RecordWriter to, EventArchive archive)
    {
        to.Text(archive.Name);
        to.Text(archive.Id);
        to.Text(archive.Bus);
        to.OptionalText(archive.Description);
        to.OptionalText(archive.PatternText);
        to.Number((ulong)archive.RetentionDays);
        to.Time(archive.CreatedAt);
    }

    private static EventArchive ReadArchive(ref RecordReader from) => new()
    {
        Name = from.Text(),
        Id = from.Text(),
        Bus = from.Text(),
        Description = from.OptionalText(),
        PatternText = from.OptionalText(),
        RetentionDays = (int)from.Number(),
        CreatedAt = from.Time(),
    };

    private static RulePattern Compile(string pattern)
    {
        try
        {
            return RulePattern.Parse(pattern);
        }
        catch (EventPatternException) when (pattern.AsSpan().TrimStart() is ['{', ..])
        {
            // Earlier builds took a few patterns that AWS refuses, such as a cidr of 32 bits: the rule stays to be
            // corrected, and the journal readable.
            return new RulePattern(pattern, EventPattern.Nothing);
        }
        catch (EventPatternException e)
        {
            throw new FormatException($"A rule's event pattern cannot be read: {e.Message}", e);
        }
    }

    private static RuleSchedule Compile(string schedule, DateTimeOffset since) =>
        RuleSchedule.TryParse(schedule, since, out var compiled)
            ? compiled
            : throw new FormatException("A rule's schedule cannot be read.");
}
