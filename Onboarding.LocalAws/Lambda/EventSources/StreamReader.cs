using System.Text.Json;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// The reading half of a mapping: waits for the stream's signal (nothing polls, so a record is on its way as soon as
/// it is written), filters, and gives each record to the lane of its key. Records that no filter wants are done at
/// once.
/// </summary>
/// <param name="trimmed">Told what the stream has trimmed before it was read; expected to skip it.</param>
internal sealed class StreamReader(
    StreamMappingSettings settings,
    IStreamSource source,
    IReadOnlyList<StreamLane> lanes,
    MappingCheckpoint start,
    Func<TrimmedRange, Task> trimmed)
{
    /// <summary>The most that GetRecords returns.</summary>
    private const int PageSize = 1000;

    private ulong _position = start.Oldest;

    /// <summary>Everything before it is in a lane, or done.</summary>
    public ulong Position => Volatile.Read(ref _position);

    /// <summary>Nothing before that position is waited for any more.</summary>
    public void SkipTo(ulong position) => Volatile.Write(ref _position, position);

    /// <summary>Reads until the stream ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await source.WhenAnyAsync(_position, stop);
            stop.ThrowIfCancellationRequested();
            var page = source.Read(_position, PageSize);
            if ((page.Records is [var oldest, ..] ? oldest.Position : page.Next) is var first && first > _position)
            {
                await trimmed(new TrimmedRange(_position, first));
            }

            foreach (var record in page.Records)
            {
                Dispatch(record);
            }

            Volatile.Write(ref _position, page.Next);
            if (page.IsEnd)
            {
                return;
            }
        }
    }

    private void Dispatch(StreamRecord record)
    {
        var lane = (int)(record.KeyHash % (uint)lanes.Count);
        if (record.Position >= start.Lanes[lane] && Matches(record))
        {
            lanes[lane].Add(record);
        }
    }

    private bool Matches(StreamRecord record)
    {
        if (settings.Filters.Count == 0)
        {
            return true;
        }

        using var document = JsonDocument.Parse(record.Json);
        if (settings.Wants(document.RootElement))
        {
            return true;
        }

        record.ReleaseJson();
        return false;
    }
}
