using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Archives;

/// <summary>
/// The events of every archive. Those that are older than the archive's retention by the calendar are gone, as is what
/// an archive no longer has room for, oldest first. Safe for concurrent use.
/// </summary>
/// <param name="sizeBytesMax">Of one archive: a laptop's archive is its memory.</param>
internal sealed partial class ArchivedEvents(
    IChangeLog<ArchivedEventChange> log, long sizeBytesMax, TimeProvider time, ILogger<ArchivedEvents> logger)
    : JournaledStore<ArchivedEventChange>(log, new ArchivedEventChange.Cleared())
{
    public const long SizeBytesMax = 128 * 1024 * 1024;

    private readonly Dictionary<string, Content> _byArchive = [];

    public void Add(EventArchive archive, ReadOnlyMemory<byte> @event, DateTimeOffset at)
    {
        var eventTime = TimeOf(@event);
        lock (Gate)
        {
            ExpireUnderLock(archive);
            var content = _byArchive.GetValueOrDefault(archive.Id);
            MakeRoomUnderLock(archive, content, @event.Length);
            CommitUnderLock(new ArchivedEventChange.Added(
                archive.Id, new ArchivedEvent((content?.LastNumber ?? 0) + 1, eventTime, at, @event)));
        }
    }

    public (int Count, long SizeBytes) SizeOf(EventArchive archive)
    {
        lock (Gate)
        {
            ExpireUnderLock(archive);
            return _byArchive.GetValueOrDefault(archive.Id) is { } content
                ? (content.Events.Count, content.SizeBytes)
                : (0, 0);
        }
    }

    /// <summary>
    /// The archive's events of a time, which is a replay's: by the event's minute, within it as they came
    /// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html).
    /// </summary>
    public IReadOnlyList<ArchivedEvent> Between(EventArchive archive, DateTimeOffset start, DateTimeOffset end)
    {
        lock (Gate)
        {
            ExpireUnderLock(archive);
            return _byArchive.GetValueOrDefault(archive.Id) is { } content
                ? [.. content.Events.Where(e => e.Time >= start && e.Time < end)
                    .OrderBy(e => e.Time.UtcTicks / TimeSpan.TicksPerMinute).ThenBy(e => e.Number)]
                : [];
        }
    }

    public void Drop(string archiveId)
    {
        lock (Gate)
        {
            if (_byArchive.ContainsKey(archiveId))
            {
                CommitUnderLock(new ArchivedEventChange.Dropped(archiveId));
            }
        }
    }

    /// <summary>Drops the events of archives that were deleted when an earlier process was killed.</summary>
    public void KeepOnly(IReadOnlyCollection<string> archiveIds)
    {
        lock (Gate)
        {
            foreach (var id in _byArchive.Keys.Except(archiveIds).ToArray())
            {
                CommitUnderLock(new ArchivedEventChange.Dropped(id));
            }
        }
    }

    protected override void ApplyUnderLock(ArchivedEventChange change)
    {
        switch (change)
        {
            case ArchivedEventChange.Added added:
                if (!_byArchive.TryGetValue(added.ArchiveId, out var content))
                {
                    _byArchive.Add(added.ArchiveId, content = new Content());
                }

                content.Add(added.Event);
                break;
            case ArchivedEventChange.Trimmed trimmed:
                _byArchive[trimmed.ArchiveId].Trim(trimmed.Count);
                break;
            case ArchivedEventChange.Dropped dropped:
                _byArchive.Remove(dropped.ArchiveId);
                break;
            case ArchivedEventChange.Cleared:
                _byArchive.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<ArchivedEventChange> CaptureUnderLock() =>
        _byArchive.SelectMany(a => a.Value.Events.Select(e => (a.Key, e))).ToArray()
            .Select(a => new ArchivedEventChange.Added(a.Key, a.e));

    private void ExpireUnderLock(EventArchive archive)
    {
        if (archive.RetentionDays == 0 || _byArchive.GetValueOrDefault(archive.Id) is not { } content)
        {
            return;
        }

        var now = time.GetUtcNow();
        var count = content.Events.TakeWhile(e => (now - e.ArchivedAt).TotalDays >= archive.RetentionDays).Count();
        if (count > 0)
        {
            CommitUnderLock(new ArchivedEventChange.Trimmed(archive.Id, count));
        }
    }

    private void MakeRoomUnderLock(EventArchive archive, Content? content, int sizeBytes)
    {
        var (count, freed) = (0, 0L);
        foreach (var oldest in content?.Events ?? [])
        {
            if (content!.SizeBytes + sizeBytes - freed <= sizeBytesMax)
            {
                break;
            }

            (count, freed) = (count + 1, freed + oldest.Event.Length);
        }

        if (count > 0)
        {
            LogFull(logger, archive.Name, sizeBytesMax, count);
            CommitUnderLock(new ArchivedEventChange.Trimmed(archive.Id, count));
        }
    }

    private static DateTimeOffset TimeOf(ReadOnlyMemory<byte> @event)
    {
        using var document = JsonDocument.Parse(@event, EventEnvelope.DocumentOptions);
        return document.RootElement.GetProperty("time"u8).GetDateTimeOffset();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the archive {Archive} has more than {SizeBytesMax} bytes: its "
        + "{Count} oldest events are gone")]
    private static partial void LogFull(ILogger logger, string archive, long sizeBytesMax, int count);

    /// <summary>In the order in which they came.</summary>
    private sealed class Content
    {
        public Queue<ArchivedEvent> Events { get; } = [];

        public long SizeBytes { get; private set; }

        public long LastNumber { get; private set; }

        public void Add(ArchivedEvent added)
        {
            Events.Enqueue(added);
            SizeBytes += added.Event.Length;
            LastNumber = added.Number;
        }

        public void Trim(int count)
        {
            for (var i = 0; i < count; i++)
            {
                SizeBytes -= Events.Dequeue().Event.Length;
            }
        }
    }
}
