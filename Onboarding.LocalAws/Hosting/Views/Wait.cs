namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>Waits for something that a look shows, with a limit.</summary>
/// <param name="time">
/// The machine's clock: a limit must also end a wait while a test turns the host's clock no more.
/// </param>
internal sealed class Wait(TimeProvider time)
{
    /// <summary>For a caller who names no limit: a busy build server takes a while.</summary>
    public static readonly TimeSpan LimitDefault = TimeSpan.FromSeconds(30);

    public TimeProvider Time => time;

    /// <param name="next">Completes when another look may show more; taken before each look.</param>
    /// <param name="describe">The message where the limit is over.</param>
    /// <exception cref="TimeoutException">The limit is over.</exception>
    public async Task<T> ForAsync<T>(
        Func<T?> look, Func<Task> next, TimeSpan? limit, Func<string> describe, CancellationToken stop)
        where T : class
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var changed = next();
            if (look() is { } found)
            {
                return found;
            }

            var left = (limit ?? LimitDefault) - time.GetElapsedTime(started);
            try
            {
                await changed.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, stop);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(describe());
            }
        }
    }
}
