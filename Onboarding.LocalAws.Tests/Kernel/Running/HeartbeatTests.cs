using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Running;

public sealed class HeartbeatTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly ManualTime _time = new();

    public HeartbeatTests() => Directory.CreateDirectory(_folder.Path);

    private string BeatPath => Path.Combine(_folder.Path, "heartbeat");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_beat_is_there_for_the_next_host()
    {
        Assert.Null(Last());
        using (var file = HeartbeatFile.Open(_folder.Path))
        {
            file.Write(_time.GetUtcNow());
            file.Write(_time.GetUtcNow() + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1), Last());
        Assert.Equal(12, new FileInfo(BeatPath).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_beat_the_host_ran_when_its_journal_was_last_written(bool isThere)
    {
        var written = new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
        foreach (var age in (int[])[1, 0, 2])
        {
            var segment = Path.Combine(_folder.Path, $"{age}.journal");
            File.WriteAllText(segment, "");
            File.SetLastWriteTimeUtc(segment, written.AddHours(-age));
        }

        if (isThere)
        {
            File.WriteAllBytes(BeatPath, new byte[12]);
            using var damaged = new FileStream(BeatPath, FileMode.Open);
            damaged.WriteByte(1);
        }

        Assert.Equal(written, Last());
    }

    [Fact]
    public async Task Beats_each_second_by_the_systems_clock_and_at_the_end()
    {
        var system = new ManualTime();
        var running = new RunningTime(_time, system, MemoryChangeLog<RunningChange>.Instance);
        running.Start(lastBeat: null);
        using var file = HeartbeatFile.Open(_folder.Path);
        await using (var heartbeat = Of(running, system, file, () => Task.CompletedTask))
        {
            heartbeat.Start();
            Assert.Equal(_time.GetUtcNow(), Last());
            _time.Advance(TimeSpan.FromHours(25));
            system.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => Last() == _time.GetUtcNow());
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(_time.GetUtcNow(), Last());
    }

    [Fact]
    public async Task No_beat_overtakes_a_stop_that_is_not_on_disk()
    {
        var running = new RunningTime(_time, _time, MemoryChangeLog<RunningChange>.Instance);
        running.Start(lastBeat: null);
        var durable = new TaskCompletionSource();
        var before = _time.GetUtcNow();
        using var file = HeartbeatFile.Open(_folder.Path);
        var heartbeat = Of(running, _time, file, () => durable.Task);
        heartbeat.Start();
        Assert.Equal(before, Last());
        _time.Stop(TimeSpan.FromHours(2));
        var stopping = heartbeat.DisposeAsync();
        Assert.Equal(before, Last());
        durable.SetResult();
        await stopping;
        Assert.Equal(_time.GetUtcNow(), Last());
    }

    private static Heartbeat Of(RunningTime time, TimeProvider system, HeartbeatFile file, Func<Task> whenDurable) =>
        new(time, system, file, new TaskDurability(whenDurable), NullLogger<Heartbeat>.Instance);

    private DateTimeOffset? Last()
    {
        using var copy = _folder.Copy();
        foreach (var file in _folder.Files("*"))
        {
            File.SetLastWriteTimeUtc(
                Path.Combine(copy.Path, Path.GetFileName(file)), File.GetLastWriteTimeUtc(file));
        }

        using var next = HeartbeatFile.Open(copy.Path);
        return next.Last;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
