namespace Onboarding.AppHost.Terminal;

/// <summary>What a command does that runs until Ctrl-C.</summary>
internal static class Cancellation
{
    public static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.UnsafeRegister(_ => stopped.TrySetResult(), null))
        {
            await stopped.Task;
        }
    }
}
