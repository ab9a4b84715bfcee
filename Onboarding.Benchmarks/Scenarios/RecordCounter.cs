using System.Diagnostics;
using Onboarding.Benchmarks.Hosts;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>A function that only counts the records that it gets.</summary>
internal sealed class RecordCounter
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private TaskCompletionSource<long> _all = new();
    private int _missing;

    /// <summary>Begins to count; the result is the Stopwatch's timestamp of the last record's arrival.</summary>
    public async Task<long> ExpectAsync(int records, CancellationToken stop)
    {
        Task<long> all;
        lock (_lock)
        {
            if (_missing != 0)
            {
                throw new BenchmarkException($"{_missing} records are still missing, or came twice");
            }

            _missing = records;
            _all = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            all = _all.Task;
        }

        try
        {
            return await all.WaitAsync(GiveUpAfter, TimeProvider.System, stop);
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"{_missing} of {records} records never came");
        }
    }

    public void Count(ReadOnlySpan<byte> payload)
    {
        // Every record has exactly one, and no item of ours contains it.
        var records = payload.Count("\"eventID\""u8);
        lock (_lock)
        {
            _missing -= records;
            if (_missing == 0)
            {
                _all.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }
}
