using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Kernel.Running;

public sealed class RunningTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>What the machine shows. The calendar follows it, until a test turns the one or the other.</summary>
    private readonly ManualTime _system = new();

    private readonly ManualTime _calendar = new();
    private readonly RecordingLog _log = new();
    private readonly RunningTime _time;

    public RunningTimeTests()
    {
        _time = new RunningTime(_calendar, _system, _log);
        _time.Start(lastBeat: null);
    }

    [Fact]
    public void Does_not_count_a_stop()
    {
        var stamp = _calendar.GetUtcNow();
        Run(Second);
        Stop(2 * Hour);
        Run(Second);
        var now = _time.Look();
        Assert.Equal(2 * Second, now.AgeOf(stamp));
        Assert.Equal(stamp + (2 * Hour) + (2 * Second), now.At);
        Assert.Equal(Second, now.AgeOf(now.At - Second));
        // A stamp from inside the stop cannot occur; it maps to the last moment before the stop.
        Assert.Equal(Second, now.AgeOf(stamp + Hour));
    }

    [Fact]
    public void Counts_the_silence_of_a_busy_machine()
    {
        var stamp = _calendar.GetUtcNow();
        Stop(5 * Second);
        Assert.Equal(5 * Second, _time.Look().AgeOf(stamp));
        Assert.Empty(_log.Changes);
    }

    [Fact]
    public void Counts_time_that_is_turned_on_purpose()
    {
        var stamp = _calendar.GetUtcNow();
        _calendar.Advance(25 * Hour);
        Assert.Equal(25 * Hour, _time.Look().AgeOf(stamp));
        // Turned while the machine was busy.
        _system.Advance(6 * Second);
        _calendar.Advance(Hour);
        Assert.Equal(26 * Hour, _time.Look().AgeOf(stamp));
        Assert.Empty(_log.Changes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24 * 365)]
    public void A_calendar_that_is_set_back_makes_nothing_negative_and_nothing_last(int hours)
    {
        var stamp = _calendar.GetUtcNow();
        Run(Second);
        var due = _time.Look().Running + Hour;
        Stop(-hours * Hour);
        Assert.Equal(TimeSpan.Zero, _time.Look().AgeOf(stamp));
        Assert.Equal(Hour, due - _time.Look().Running);
        var again = _calendar.GetUtcNow();
        _calendar.Advance(Hour);
        Assert.Equal(Hour, _time.Look().AgeOf(again));
        Assert.True(_time.Look().Running >= due);
    }

    [Fact]
    public void A_clock_that_is_put_right_by_a_little_waits_and_does_not_go_back()
    {
        Run(10 * Second);
        var before = _time.Look().Running;
        Stop(-3 * Second);
        Assert.Equal(before, _time.Look().Running);
        Run(4 * Second);
        Assert.Equal(before + Second, _time.Look().Running);
    }

    [Fact]
    public void Nothing_has_an_age_while_the_state_is_restored()
    {
        var time = _calendar.NotStarted();
        Assert.Equal(TimeSpan.Zero, time.LookAt("stream").AgeOf(_calendar.GetUtcNow() - (48 * Hour)));
    }

    [Fact]
    public void Does_not_count_the_downtime_before_a_start()
    {
        var stamp = _calendar.GetUtcNow();
        Run(Second);
        var deadline = _time.Look().Running + (30 * Second);
        Pass(25 * Hour);
        var next = Restarted(lastBeat: stamp + Second);
        Assert.Equal(Second, next.Look().AgeOf(stamp));
        Assert.Equal(30 * Second, deadline - next.Look().Running);

        // And once more, from the changes that the second one has kept.
        Pass(7 * 24 * Hour);
        var third = Restarted(lastBeat: _calendar.GetUtcNow() - (7 * 24 * Hour));
        Assert.Equal(Second, third.Look().AgeOf(stamp));
    }

    [Fact]
    public void A_beat_that_a_crash_of_the_machine_has_lost_is_made_up_for_by_a_stop_that_came_later()
    {
        var stamp = _calendar.GetUtcNow();
        Stop(2 * Hour);
        Run(Second);
        Pass(3 * Hour);
        Assert.Equal(TimeSpan.Zero, Restarted(lastBeat: stamp).Look().AgeOf(stamp));
    }

    [Fact]
    public void A_reader_that_is_held_back_does_not_age_and_its_source_waits_for_it()
    {
        var (held, free) = (_time.ClockOf("held", "stream"), _time.ClockOf("free", "stream"));
        var stamp = _calendar.GetUtcNow();
        _calendar.Advance(Hour);
        held.Pause();
        held.Pause();
        _calendar.Advance(30 * Hour);
        Assert.Equal(Hour, held.AgeOf(stamp));
        Assert.Equal(TimeSpan.Zero, held.AgeOf(stamp + (2 * Hour)));
        Assert.Equal(31 * Hour, free.AgeOf(stamp));
        Assert.Equal(Hour, _time.LookAt("stream").AgeOf(stamp));
        Assert.Equal(31 * Hour, _time.LookAt("another stream").AgeOf(stamp));
        held.Resume();
        held.Resume();
        _calendar.Advance(Hour);
        Assert.Equal(2 * Hour, held.AgeOf(stamp));
    }

    [Fact]
    public void A_stop_within_a_pause_is_left_out_once()
    {
        var clock = _time.ClockOf("m", "stream");
        var stamp = _calendar.GetUtcNow();
        clock.Pause();
        Run(10 * Second);
        Stop(2 * Hour);
        Run(10 * Second);
        clock.Resume();
        Run(10 * Second);
        Assert.Equal(10 * Second, clock.AgeOf(stamp));
        Assert.Equal(30 * Second, _time.Look().AgeOf(stamp));
    }

    [Fact]
    public void A_pause_ends_with_its_process_and_is_not_forgotten()
    {
        var stamp = _calendar.GetUtcNow();
        _time.ClockOf("m", "stream").Pause();
        _calendar.Advance(30 * Hour);
        var stopped = _calendar.GetUtcNow();
        Pass(10 * Hour);
        var next = Restarted(stopped);
        Run(Second, next);
        Assert.Equal(Second, next.ClockOf("m", "stream").AgeOf(stamp));
        Assert.Equal(Second, next.LookAt("stream").AgeOf(stamp));
        Assert.Equal((30 * Hour) + Second, next.Look().AgeOf(stamp));
    }

    [Fact]
    public void Tells_its_state_as_the_changes_that_make_it()
    {
        var stamp = _calendar.GetUtcNow();
        var (clock, open) = (_time.ClockOf("m", "stream"), _time.ClockOf("open", "queue"));
        for (var i = 0; i < Jumps.CountMax + 10; i++)
        {
            Stop(Hour);
            Run(Second);
            clock.Pause();
            Run(Second);
            clock.Resume();
        }

        open.Pause();
        Run(Second);
        var copy = new RunningTime(_calendar, _system, new RecordingLog());
        foreach (var change in _time.Capture().Changes)
        {
            copy.Apply(Written(change));
        }

        copy.Start(lastBeat: null);
        Assert.Equal(_time.Look().Running, copy.Look().Running);
        Assert.Equal(_time.Look().AgeOf(stamp), copy.Look().AgeOf(stamp));
        Assert.Equal(clock.AgeOf(stamp), copy.ClockOf("m", "stream").AgeOf(stamp));
        Assert.Equal(open.AgeOf(stamp), copy.ClockOf("open", "queue").AgeOf(stamp));
    }

    [Fact]
    public void Forgets_what_no_retention_reaches_and_keeps_its_deadlines()
    {
        Stop(Hour);
        _time.ClockOf("m", "stream").Pause();
        Run(Second);
        _time.ClockOf("m", "stream").Resume();
        var due = _time.Look().Running + (20 * 24 * Hour);
        _calendar.Advance(32 * 24 * Hour);
        _time.Look();
        Stop(Hour);
        Assert.Equal(2, _time.Capture().Changes.Count());
        Assert.Equal(-12 * 24 * Hour, due - _time.Look().Running);
    }

    [Fact]
    public void A_timer_that_a_stop_made_due_waits_for_the_rest_of_its_time()
    {
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, 10 * Second, Timeout.InfiniteTimeSpan);
        _calendar.Advance(4 * Second);
        _time.Look();
        Stop(2 * Hour);
        Assert.Equal(0, fired);
        _calendar.Advance(5 * Second);
        Assert.Equal(0, fired);
        _calendar.Advance(Second);
        Assert.Equal(1, fired);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        _calendar.Advance(Second);
        Assert.Equal(2, fired);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        timer.Dispose();
        _calendar.Advance(Hour);
        Assert.Equal(2, fired);
    }

    [Fact]
    public async Task Delays_and_time_limits_of_the_platform_count_running_time()
    {
        var delay = Task.Delay(10 * Second, _time);
        using var limit = new CancellationTokenSource(10 * Second, _time);
        _time.Look();
        Stop(2 * Hour);
        Assert.False(delay.IsCompleted);
        Assert.False(limit.IsCancellationRequested);
        _calendar.Advance(10 * Second);
        await delay.InTimeAsync();
        Assert.True(limit.IsCancellationRequested);
    }

    private static RunningChange Written(RunningChange change)
    {
        var codec = new RunningChangeCodec();
        var writer = new RecordWriter();
        codec.Write(writer, change);
        var reader = new RecordReader(writer.Written.Span);
        return codec.Read(ref reader);
    }

    private RunningTime Restarted(DateTimeOffset lastBeat)
    {
        var time = new RunningTime(_calendar, _system, _log);
        foreach (var change in _log.Changes.ToArray())
        {
            time.Apply(change);
        }

        time.Start(lastBeat);
        return time;
    }

    /// <summary>Time in which the clock is read each second, as by the heartbeat.</summary>
    private void Run(TimeSpan by, RunningTime? time = null)
    {
        for (; by > TimeSpan.Zero; by -= Second)
        {
            _system.Advance(Second);
            _calendar.Advance(Second);
            (time ?? _time).Look();
        }
    }

    /// <summary>Time in which the clock is not read, and one reading after it.</summary>
    private void Stop(TimeSpan by)
    {
        Pass(by);
        _time.Look();
    }

    private void Pass(TimeSpan by)
    {
        _system.Stop(by);
        _calendar.Stop(by);
    }

    private sealed class RecordingLog : IChangeLog<RunningChange>
    {
        public List<RunningChange> Changes { get; } = [];

        public long Position => 0;

        public void Append(ReadOnlySpan<RunningChange> commit) => Changes.AddRange(commit);
    }
}
