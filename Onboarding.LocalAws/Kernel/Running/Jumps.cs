using System.Collections.Immutable;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>Time went from one reading to another, and what is between them did not run.</summary>
/// <param name="From">The last reading before, in ticks.</param>
/// <param name="To">The first reading after. Less than <paramref name="From"/> where a calendar was set back.</param>
internal readonly record struct Jump(long From, long To);

/// <summary>
/// How readings of a clock that jumps map to one that only runs: by subtracting every jump before them. Immutable.
/// <para>Cases: a reading from inside a jump counts as the last one before it. A calendar that is set back shows some
/// readings twice; such a one counts as the second, younger one: what is kept for a while is rather kept too long than
/// given up too early.</para>
/// <para>Invariants: a later reading never maps to an earlier moment; forgetting the oldest jumps does
/// not change the moments of the newest readings.</para>
/// </summary>
internal sealed class Jumps
{
    /// <summary>A laptop that sleeps ten times a day reaches it after weeks; a debugger's stops may sooner.</summary>
    public const int CountMax = 256;

    private readonly ImmutableArray<Jump> _jumps;

    /// <summary>What the forgotten jumps have skipped.</summary>
    private readonly long _forgotten;

    private readonly long _skipped;

    private Jumps(ImmutableArray<Jump> jumps, long forgotten)
    {
        _jumps = jumps;
        _forgotten = forgotten;
        _skipped = forgotten + jumps.Sum(j => j.To - j.From);
    }

    public static Jumps None { get; } = new([], 0);

    /// <summary>In the order in which they happened.</summary>
    public IReadOnlyList<Jump> All => _jumps;

    /// <summary>Ticks by which the oldest readings lag already.</summary>
    public long Forgotten => _forgotten;

    public static Jumps StartingAt(long forgotten) => new([], forgotten);

    public long Map(long reading)
    {
        var skipped = _skipped;
        for (var i = _jumps.Length - 1; i >= 0; i--)
        {
            var jump = _jumps[i];
            if (reading >= jump.To)
            {
                break;
            }

            skipped -= jump.To - jump.From;
            reading = Math.Min(reading, jump.From);
        }

        return reading - skipped;
    }

    /// <summary>Adds the newest. Where there are too many, the oldest two become one, which keeps more.</summary>
    public Jumps Add(Jump jump)
    {
        var jumps = _jumps.Add(jump);
        if (jumps.Length <= CountMax)
        {
            return new Jumps(jumps, _forgotten);
        }

        var (first, second) = (jumps[0], jumps[1]);
        return new Jumps(
            jumps.RemoveRange(0, 2).Insert(0, new Jump(first.From, second.To)),
            // The time that ran between the two must not shift everything after them.
            _forgotten - (second.From - first.To));
    }

    /// <summary>Forgets the oldest jumps; readings from before their end are not mapped any more.</summary>
    public Jumps ForgetWhile(Func<Jump, bool> isTooOld)
    {
        var kept = this;
        while (!kept._jumps.IsEmpty && isTooOld(kept._jumps[0]))
        {
            var oldest = kept._jumps[0];
            kept = new Jumps(kept._jumps.RemoveAt(0), kept._forgotten + oldest.To - oldest.From);
        }

        return kept;
    }
}
