using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Repeats a mapping's work until the mapping stops or the work ends by itself. Our own fault must not lose records
/// either: it is logged, and after a while the work goes on where it was.
/// </summary>
internal static class SteadyLoop
{
    /// <param name="work">Answers false where nothing is left to do, ever.</param>
    public static async Task RunAsync(
        Func<Task<bool>> work, Action<ILogger, Exception> log, MappingContext context, CancellationToken stop)
    {
        await Task.Yield();
        // The loop outlives the request, or the provisioning, that started it.
        Activity.Current = null;
        var backoff = new Backoff(context.Random, context.Time);
        var isFaulted = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (isFaulted)
                {
                    await backoff.WaitAsync(stop);
                }

                if (!await work())
                {
                    return;
                }

                isFaulted = false;
                backoff.Reset();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log(context.Logger, e);
                isFaulted = true;
            }
        }
    }
}
