using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>Waits that end with a message instead of never.</summary>
internal static class TimeLimit
{
    /// <summary>No test is this slow, not even on a busy machine: it only tells a hang from a wait.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>For a loop each of whose waits is short.</summary>
    public static Running Start() => new(Stopwatch.GetTimestamp());

    /// <param name="what">For the message; by default what the test has written.</param>
    /// <exception cref="TimeoutException">The task has not ended in time.</exception>
    public static async Task InTimeAsync(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Longest, TimeProvider.System);
        }
        catch (TimeoutException e) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited {Longest.TotalSeconds} s in vain for {what}.", e);
        }
    }

    /// <inheritdoc cref="InTimeAsync(Task, string)"/>
    public static async Task<T> InTimeAsync<T>(
        this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await InTimeAsync((Task)task, what);
        return await task;
    }

    /// <inheritdoc cref="InTimeAsync(Task, string)"/>
    public static Task<T> InTimeAsync<T>(
        this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") =>
        task.AsTask().InTimeAsync(what);

    internal readonly struct Running(long start)
    {
        /// <exception cref="TimeoutException">The loop has not ended in time.</exception>
        public void ThrowIfOver(string what)
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException($"Waited {Longest.TotalSeconds} s in vain for {what}.");
            }
        }
    }
}
