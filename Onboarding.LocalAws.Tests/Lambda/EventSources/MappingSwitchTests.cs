using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

public sealed class MappingSwitchTests
{
    private readonly List<Run> _started = [];
    private readonly List<Run> _ended = [];

    [Fact]
    public async Task Ends_a_run_once_however_many_turn_it_off()
    {
        var mapping = NewSwitch();
        var offs = Enumerable.Range(0, 3).Select(_ => mapping.TurnOffAsync(MappingStop.AtOnce)).ToArray();
        Assert.NotNull(mapping.Run);
        _started[0].End.SetResult();
        await Task.WhenAll(offs).InTimeAsync();
        Assert.Null(mapping.Run);
        Assert.Equal(_started, _ended);
        Assert.Equal(1, _started[0].Disposals);
    }

    [Fact]
    public async Task Begins_the_next_run_where_the_one_before_has_ended()
    {
        var mapping = NewSwitch();
        var off = mapping.TurnOffAsync(MappingStop.AtOnce);
        var on = mapping.TurnOnAsync();
        Assert.Single(_started);
        _started[0].End.SetResult();
        await Task.WhenAll(off, on).InTimeAsync();
        Assert.Equal(2, _started.Count);
        Assert.Equal(_started[1], mapping.Run);
        Assert.Equal(_started[..1], _ended);
    }

    [Fact]
    public async Task Has_one_run_however_many_turn_it_on()
    {
        var mapping = NewSwitch();
        await mapping.TurnOnAsync();
        await mapping.TurnOnAsync();
        Assert.Single(_started);
    }

    private MappingSwitch<Run> NewSwitch() => new(
        () =>
        {
            var run = new Run();
            _started.Add(run);
            return run;
        },
        _ended.Add,
        isOn: true);

    private sealed class Run : IMappingRun
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Disposals { get; private set; }

        public bool IsStopping { get; private set; }

        public Task StopAsync(CancellationToken patience)
        {
            IsStopping = true;
            return End.Task;
        }

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return ValueTask.CompletedTask;
        }
    }
}
