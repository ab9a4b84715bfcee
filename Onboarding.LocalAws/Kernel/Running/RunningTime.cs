using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// The host's clock. Its calendar is the one that it is given, for absolute times: a TTL, a token, a
/// signature. Its timestamps and timers, and the ages that it tells, count <em>running time</em>: that in which the
/// host ran. Downtime, a suspended machine, a stopped process and a debugger's stops do not count; time by
/// which a test turned the given calendar does. Safe for concurrent use.
/// <para>Every look at it is a sign of life, and <see cref="Heartbeat"/> looks each second. Where the system's clock
/// has moved by more than <see cref="GapMin"/> between two looks, the process did not run in between. That shows a stop
/// and a suspend alike on each operating system, as none stops its wall clock. A calendar that is set forward by hand
/// looks the same and is treated the same; one that is set back makes nothing younger or older.</para>
/// <para>Lock rule: taken inside the locks of stores, which ask for the time under them; it calls nothing but the
/// journal's buffer.</para>
/// </summary>
internal sealed class RunningTime(TimeProvider calendar, TimeProvider system, IChangeLog<RunningChange> log)
    : TimeProvider, IJournaledStore<RunningChange>
{
    /// <summary>
    /// A shorter silence is a busy machine or a collection. A longer one of these costs nothing either: everything
    /// lasts as much longer.
    /// </summary>
    private static readonly TimeSpan GapMin = TimeSpan.FromSeconds(5);

    /// <summary>A calendar that moved by that much more than the system's clock was turned meanwhile.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly RunningState _state = new();
    private (DateTimeOffset Calendar, DateTimeOffset System) _last;
    private RunningInstant _running;
    private bool _isStarted;
    private int _jumpCount;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => calendar.LocalTimeZone;

    /// <summary>Grows with each jump that is found.</summary>
    public int JumpCount => Volatile.Read(ref _jumpCount);

    public override DateTimeOffset GetUtcNow() => calendar.GetUtcNow();

    public override long GetTimestamp() => Look().Running.Ticks;

    /// <summary>A timer that fires once counts running time; what repeats anyway needs no such care.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero
            ? calendar.CreateTimer(callback, state, dueTime, period)
            : new RunningTimer(this, calendar, callback, state, dueTime);

    public RunningMoment Look()
    {
        lock (_lock)
        {
            return LookUnderLock([]);
        }
    }

    /// <summary>As the slowest of a source's readers sees it: the time in which one was held back is no age.</summary>
    /// <param name="source">The ARN of a stream or queue.</param>
    public RunningMoment LookAt(string source)
    {
        lock (_lock)
        {
            return LookUnderLock(_state.PausesOf(source));
        }
    }

    /// <summary>The clock of one reader of a source.</summary>
    public ReaderClock ClockOf(string reader, string source) => new(this, reader, source);

    /// <summary>
    /// Until then nothing has an age: while the state is restored, it is not known yet how long the host was down.
    /// </summary>
    /// <param name="lastBeat">When an earlier process was last known to run; null where there was none.</param>
    public void Start(DateTimeOffset? lastBeat)
    {
        lock (_lock)
        {
            _isStarted = true;
            _last = Read();
            if (Later(lastBeat, LastJumpUnderLock()) is { } before && (_last.Calendar - before).Duration() > GapMin)
            {
                CommitUnderLock(new RunningChange.Jumped(before, _last.Calendar));
            }

            var now = LookUnderLock([]).Running;
            foreach (var open in _state.Pauses.Where(p => p.Since is not null).ToArray())
            {
                // A pause is of one process: the next one's mappings run.
                CommitUnderLock(new RunningChange.PauseEnded(open.Reader, open.Source, now));
            }

            _state.Forget(now);
        }
    }

    public void Apply(RunningChange change)
    {
        lock (_lock)
        {
            _state.Apply(change);
        }
    }

    public StateCapture<RunningChange> Capture()
    {
        lock (_lock)
        {
            return new StateCapture<RunningChange>(log.Position, _state.Capture());
        }
    }

    /// <inheritdoc cref="ReaderClock.AgeOf"/>
    internal TimeSpan AgeOf(string reader, string source, DateTimeOffset stamp)
    {
        lock (_lock)
        {
            return LookUnderLock([_state.PausesOf(reader, source)]).AgeOf(stamp);
        }
    }

    /// <inheritdoc cref="ReaderClock.Pause"/>
    internal void Pause(string reader, string source)
    {
        lock (_lock)
        {
            var now = LookUnderLock([]).Running;
            if (_state.PausesOf(reader, source).Since is null)
            {
                CommitUnderLock(new RunningChange.PauseBegan(reader, source, now));
            }
        }
    }

    /// <inheritdoc cref="ReaderClock.Resume"/>
    internal void Resume(string reader, string source)
    {
        lock (_lock)
        {
            var now = LookUnderLock([]).Running;
            if (_state.PausesOf(reader, source).Since is not null)
            {
                CommitUnderLock(new RunningChange.PauseEnded(reader, source, now));
                _state.Forget(now);
            }
        }
    }

    private RunningMoment LookUnderLock(Pauses[] readers)
    {
        var seen = Read();
        if (!_isStarted)
        {
            return new RunningMoment(seen.Calendar, default, Jumps.None, []);
        }

        var (moved, passed) = (seen.Calendar - _last.Calendar, seen.System - _last.System);
        var hasStopped = passed > GapMin && moved > GapMin && moved <= passed + Tolerance;
        if (hasStopped || moved < -GapMin)
        {
            CommitUnderLock(new RunningChange.Jumped(_last.Calendar, seen.Calendar));
            _state.Forget(_state.RunningAt(seen.Calendar));
        }

        _last = seen;
        var running = _state.RunningAt(seen.Calendar);
        // A calendar that is put right by less than a jump makes running time wait, and never go back.
        _running = running > _running ? running : _running;
        return new RunningMoment(seen.Calendar, _running, _state.Calendar, readers);
    }

    private (DateTimeOffset Calendar, DateTimeOffset System) Read()
    {
        var now = calendar.GetUtcNow();
        // Asking twice would see a stop between the two as time that was turned.
        return (now, ReferenceEquals(calendar, system) ? now : system.GetUtcNow());
    }

    private DateTimeOffset? LastJumpUnderLock() =>
        _state.Calendar.All is [.., var last] ? new DateTimeOffset(last.To, TimeSpan.Zero) : null;

    /// <summary>A crash of the machine may lose the last beats, and not the jumps that were found since.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? x, DateTimeOffset? y) => y > x || x is null ? y : x;

    private void CommitUnderLock(RunningChange change)
    {
        log.Append([change]);
        _state.Apply(change);
        if (change is RunningChange.Jumped)
        {
            Interlocked.Increment(ref _jumpCount);
        }
    }
}
