using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// Runs a runtime loop in this process, so that one debugger sees every function. It cannot be killed, only cancelled
/// and, where it does not obey, abandoned: a late response of it is refused, because its invocation is over.
/// </summary>
/// <param name="bootstrap">Polls the Runtime API that the variables name until it is cancelled; its exit code.</param>
internal sealed class InProcessLauncher(
    Func<IReadOnlyDictionary<string, string>, CancellationToken, Task<int>> bootstrap, TimeProvider time)
    : IEnvironmentLauncher
{
    /// <summary>For a runtime to send its last telemetry once it is cancelled.</summary>
    private static readonly TimeSpan FarewellTimeMax = TimeSpan.FromSeconds(1);

    public bool Starts(FunctionDefinition function) => true;

    public async Task<EnvironmentExit> RunAsync(EnvironmentStart start, CancellationToken kill)
    {
        var runtime = Task.Run(() => bootstrap(start.Variables, kill), CancellationToken.None);
        try
        {
            await Task.WhenAny(runtime, Task.Delay(Timeout.InfiniteTimeSpan, time, kill));
            return EnvironmentExit.WithCode(await runtime.WaitAsync(FarewellTimeMax, time, CancellationToken.None));
        }
        catch (Exception e) when (kill.IsCancellationRequested && e is OperationCanceledException or TimeoutException)
        {
            return EnvironmentExit.WithCode(0);
        }
        catch (Exception e)
        {
            // In a process of its own this exception would have been the runtime's last words on stderr.
            start.Log(e.ToString());
            return EnvironmentExit.WithCode(1);
        }
    }
}
