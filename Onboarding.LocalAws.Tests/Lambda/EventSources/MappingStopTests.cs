using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

public sealed class MappingStopTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Loses_its_patience_with_the_least_patient_caller()
    {
        var stop = new MappingStop(_time);
        var loops = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var patient = stop.EndAsync(loops.Task, TimeSpan.FromMinutes(1));
        var impatient = stop.EndAsync(loops.Task, TimeSpan.FromSeconds(5));
        Assert.True(stop.NewWork.IsCancellationRequested);
        Assert.False(stop.WorkInFlight.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(stop.WorkInFlight.IsCancellationRequested);
        loops.SetResult();
        await Task.WhenAll(patient, impatient).InTimeAsync();
    }

    [Fact]
    public async Task Stops_once_more_what_has_ended()
    {
        var stop = new MappingStop(_time);
        await stop.EndAsync(Task.CompletedTask, TimeSpan.Zero);
        await stop.EndAsync(Task.CompletedTask, TimeSpan.FromSeconds(1));
    }
}
