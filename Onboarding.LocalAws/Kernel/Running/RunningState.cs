using System.Diagnostics;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// Jumps of the calendar and pauses of readers as <see cref="RunningChange"/>s make them. It decides nothing. Only
/// <see cref="RunningTime"/> touches it, under its lock; what it gives away is immutable.
/// </summary>
internal sealed class RunningState
{
    /// <summary>No age matters beyond it: the longest retention is SQS's, 14 days.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(15);

    private static readonly Pauses[] NoPauses = [];

    private readonly Dictionary<string, Pauses[]> _bySource = new(StringComparer.Ordinal);

    public Jumps Calendar { get; private set; } = Jumps.None;

    public IEnumerable<Pauses> Pauses => _bySource.Values.SelectMany(p => p);

    public RunningInstant RunningAt(DateTimeOffset at) => new(Calendar.Map(at.UtcTicks));

    /// <summary>Of every reader of the source.</summary>
    public Pauses[] PausesOf(string source) =>
        _bySource.Count == 0 ? NoPauses : _bySource.GetValueOrDefault(source) ?? NoPauses;

    public Pauses PausesOf(string reader, string source) =>
        Array.Find(PausesOf(source), p => p.Reader == reader) ?? new Pauses(reader, source, Jumps.None, Since: null);

    public void Apply(RunningChange change)
    {
        switch (change)
        {
            case RunningChange.Restored restored:
                Calendar = Jumps.StartingAt(restored.Skipped);
                break;
            case RunningChange.Jumped jumped:
                Calendar = Calendar.Add(new Jump(jumped.From.UtcTicks, jumped.To.UtcTicks));
                break;
            case RunningChange.PauseBegan began:
                Store(PausesOf(began.Reader, began.Source).Begin(began.At));
                break;
            case RunningChange.PauseEnded ended:
                Store(PausesOf(ended.Reader, ended.Source).End(ended.At));
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Drops what no retention of any reader reaches back to.</summary>
    public void Forget(RunningInstant now)
    {
        var all = Pauses.ToArray();
        bool IsTooOld(long at) =>
            now.Ticks - at > AgeMax.Ticks
            && Array.TrueForAll(all, p => p.Between(new RunningInstant(at), now) > AgeMax);

        foreach (var pauses in all)
        {
            Store(pauses with { Ended = pauses.Ended.ForgetWhile(pause => IsTooOld(pause.To)) });
        }

        var calendar = Calendar;
        Calendar = calendar.ForgetWhile(jump => IsTooOld(calendar.Map(jump.To)));
    }

    /// <summary>The changes that lead here from nothing.</summary>
    public IReadOnlyCollection<RunningChange> Capture()
    {
        List<RunningChange> changes = [new RunningChange.Restored(Calendar.Forgotten)];
        changes.AddRange(Calendar.All.Select(j => new RunningChange.Jumped(Time(j.From), Time(j.To))));
        foreach (var (reader, source, ended, since) in Pauses)
        {
            foreach (var pause in ended.All)
            {
                changes.Add(new RunningChange.PauseBegan(reader, source, new RunningInstant(pause.From)));
                changes.Add(new RunningChange.PauseEnded(reader, source, new RunningInstant(pause.To)));
            }

            if (since is { } at)
            {
                changes.Add(new RunningChange.PauseBegan(reader, source, at));
            }
        }

        return changes;
    }

    private void Store(Pauses pauses)
    {
        Pauses[] others = [.. PausesOf(pauses.Source).Where(p => p.Reader != pauses.Reader)];
        if (pauses.Since is not null || pauses.Ended.All.Count > 0)
        {
            _bySource[pauses.Source] = [.. others, pauses];
        }
        else if (others.Length > 0)
        {
            _bySource[pauses.Source] = others;
        }
        else
        {
            _bySource.Remove(pauses.Source);
        }
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
