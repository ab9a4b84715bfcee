using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

public sealed class MappingStopTests
{
    [Fact]
    public async Task Loses_its_patience_with_the_least_patient_caller()
    {
        var stop = new MappingStop();
        using var impatience = new CancellationTokenSource();
        var loops = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var patient = stop.EndAsync(loops.Task, CancellationToken.None);
        var impatient = stop.EndAsync(loops.Task, impatience.Token);
        Assert.True(stop.NewWork.IsCancellationRequested);
        Assert.False(stop.WorkInFlight.IsCancellationRequested);
        await impatience.CancelAsync();
        Assert.True(stop.WorkInFlight.IsCancellationRequested);
        loops.SetResult();
        await Task.WhenAll(patient, impatient).InTimeAsync();
    }

    [Fact]
    public async Task Stops_once_more_what_has_ended()
    {
        var stop = new MappingStop();
        await stop.EndAsync(Task.CompletedTask, MappingStop.AtOnce);
        await stop.EndAsync(Task.CompletedTask, CancellationToken.None);
    }
}
