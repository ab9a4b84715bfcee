using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary><see cref="ArchivedEventChange"/>s in the journal.</summary>
internal sealed class ArchivedEventChangeCodec : ChangeCodec<ArchivedEventChange>
{
    public ArchivedEventChangeCodec()
    {
        Kind(
            1,
            (to, added) =>
            {
                to.Text(added.ArchiveId);
                to.Number((ulong)added.Event.Number);
                to.Time(added.Event.Time);
                to.Time(added.Event.ArchivedAt);
                to.Bytes(added.Event.Event.Span);
            },
            (ref from) => new ArchivedEventChange.Added(
                from.Text(),
                new ArchivedEvent((long)from.Number(), from.Time(), from.Time(), from.Bytes().ToArray())));
        Kind(
            2,
            (to, trimmed) =>
            {
                to.Text(trimmed.ArchiveId);
                to.Number((ulong)trimmed.Count);
            },
            (ref from) => new ArchivedEventChange.Trimmed(from.Text(), (int)from.Number()));
        Kind(
            3,
            (to, dropped) => to.Text(dropped.ArchiveId),
            (ref from) => new ArchivedEventChange.Dropped(from.Text()));
        Kind<ArchivedEventChange.Cleared>(4);
    }
}
