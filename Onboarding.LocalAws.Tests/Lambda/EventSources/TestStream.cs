using System.Globalization;
using Onboarding.LocalAws.Lambda.EventSources;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>A stream in a list.</summary>
internal sealed class TestStream : IStreamSource
{
    private readonly List<TestRecord> _records = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string StreamArn => "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026-11-20T12:00:00.000";

    public string ShardId => "shardId-00000001573689847184-864758bb";

    public ulong Oldest => 0;

    public ulong Next => (ulong)_records.Count;

    public IReadOnlyList<TestRecord> Records => _records;

    public TestRecord Add(int key, DateTimeOffset at, string kind = "good")
    {
        var record = new TestRecord(Next, key, at, kind);
        _records.Add(record);
        var arrival = _arrival;
        _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arrival.SetResult();
        return record;
    }

    public bool TryFindPosition(string sequenceNumber, out ulong position) =>
        ulong.TryParse(sequenceNumber, NumberStyles.None, CultureInfo.InvariantCulture, out position);

    public StreamPage Read(ulong from, int countMax)
    {
        var records = _records.Skip((int)from).Take(countMax).ToArray();
        return new StreamPage(records, from + (ulong)records.Length, IsEnd: false);
    }

    public Task WhenAnyAsync(ulong from, CancellationToken stop) =>
        from < Next ? Task.CompletedTask : _arrival.Task.WaitAsync(stop);
}
