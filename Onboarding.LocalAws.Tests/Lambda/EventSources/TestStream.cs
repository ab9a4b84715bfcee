using System.Globalization;
using Onboarding.LocalAws.Lambda.EventSources;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>A stream in a list. Safe for concurrent use: not every test of it is a simulation.</summary>
internal sealed class TestStream : IStreamSource
{
    private readonly Lock _lock = new();
    private readonly List<TestRecord> _records = [];
    private readonly List<TaskCompletionSource> _waiting = [];

    public string StreamArn => "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026-11-20T12:00:00.000";

    public string ShardId => "shardId-00000001573689847184-864758bb";

    public ulong Oldest => 0;

    public ulong Next
    {
        get
        {
            lock (_lock)
            {
                return (ulong)_records.Count;
            }
        }
    }

    public IReadOnlyList<TestRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    public TestRecord Add(int key, DateTimeOffset at, string kind = "good")
    {
        lock (_lock)
        {
            var record = new TestRecord((ulong)_records.Count, key, at, kind);
            _records.Add(record);
            _waiting.ForEach(w => w.TrySetResult());
            _waiting.Clear();
            return record;
        }
    }

    public bool TryFindPosition(string sequenceNumber, out ulong position) =>
        ulong.TryParse(sequenceNumber, NumberStyles.None, CultureInfo.InvariantCulture, out position);

    public string SequenceNumberOf(ulong position) => position.ToString("D21", CultureInfo.InvariantCulture);

    public StreamPage Read(ulong from, int countMax)
    {
        var records = Records.Skip((int)from).Take(countMax).ToArray();
        return new StreamPage(records, from + (ulong)records.Length, IsEnd: false);
    }

    /// <remarks>Not Task.WaitAsync: it would complete on the thread pool, behind a simulation's back.</remarks>
    public async Task WhenAnyAsync(ulong from, CancellationToken stop)
    {
        var arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (from < (ulong)_records.Count)
            {
                return;
            }

            _waiting.Add(arrival);
        }

        await using var registration = stop.Register(() => arrival.TrySetCanceled(stop));
        await arrival.Task;
    }
}
