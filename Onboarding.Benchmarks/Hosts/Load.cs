namespace Onboarding.Benchmarks.Hosts;

/// <summary>Does something many times, a few at once: a worker begins the next when its last has ended.</summary>
internal static class Load
{
    /// <param name="work">Gets 0 … count - 1, each once.</param>
    public static Task RunAsync(
        int atOnce, int count, Func<int, CancellationToken, Task> work, CancellationToken stop) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop },
            (number, cancelled) => new ValueTask(work(number, cancelled)));
}
