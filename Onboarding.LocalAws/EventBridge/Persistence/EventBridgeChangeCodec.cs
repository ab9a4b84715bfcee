using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary><see cref="EventBridgeChange"/>s in the journal. A pattern is there as its text.</summary>
internal sealed class EventBridgeChangeCodec : ChangeCodec<EventBridgeChange>
{
    public EventBridgeChangeCodec()
    {
        Kind(
            1,
            (to, stored) => WriteBus(to, stored.Bus),
            (ref from) => new EventBridgeChange.BusStored(ReadBus(ref from)));
        Kind(2, (to, deleted) => to.Text(deleted.Name), (ref from) => new EventBridgeChange.BusDeleted(from.Text()));
        Former(3, (ref from) => new EventBridgeChange.RuleStored(ReadRule(ref from, EventTargetCodec.ReadUngrouped)));
        Kind(
            4,
            (to, deleted) =>
            {
                to.Text(deleted.Bus);
                to.Text(deleted.Name);
            },
            (ref from) => new EventBridgeChange.RuleDeleted(from.Text(), from.Text()));
        Kind<EventBridgeChange.Cleared>(5);
        Kind(
            6,
            (to, stored) => WriteRule(to, stored.Rule),
            (ref from) => new EventBridgeChange.RuleStored(ReadRule(ref from, EventTargetCodec.Read)));
    }

    private static void WriteBus(RecordWriter to, EventBus bus)
    {
        to.Text(bus.Name);
        to.OptionalText(bus.Description);
        to.Time(bus.CreatedAt);
    }

    private static EventBus ReadBus(ref RecordReader from) => new(from.Text(), from.OptionalText(), from.Time());

    private static void WriteRule(RecordWriter to, EventRule rule)
    {
        to.Text(rule.Bus);
        to.Text(rule.Name);
        to.Text(rule.Arn);
        to.Text(rule.PatternText);
        to.OptionalText(rule.Description);
        to.Flag(rule.IsEnabled);
        to.Number((ulong)rule.Targets.Count);
        foreach (var target in rule.Targets)
        {
            EventTargetCodec.Write(to, target);
        }
    }

    private static EventRule ReadRule(ref RecordReader from, ChangeReader<EventTarget> readTarget)
    {
        var (bus, name, arn, pattern) = (from.Text(), from.Text(), from.Text(), from.Text());
        return new EventRule
        {
            Bus = bus,
            Name = name,
            Arn = arn,
            PatternText = pattern,
            Pattern = Compile(pattern),
            Description = from.OptionalText(),
            IsEnabled = from.Flag(),
            Targets = ReadTargets(ref from, readTarget),
        };
    }

    private static EventTarget[] ReadTargets(ref RecordReader from, ChangeReader<EventTarget> readTarget)
    {
        var targets = new EventTarget[from.Count()];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = readTarget(ref from);
        }

        return targets;
    }

    private static EventPattern Compile(string pattern)
    {
        try
        {
            return EventPattern.Parse(pattern);
        }
        catch (EventPatternException e)
        {
            throw new FormatException($"A rule's event pattern cannot be read: {e.Message}", e);
        }
    }
}
