namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Which files count.</summary>
/// <param name="Segments">Where each begins, in order: each ends where the next begins.</param>
internal sealed record ManifestContent(
    JournalIdentity Journal, SnapshotFile? Snapshot, IReadOnlyList<JournalPoint> Segments)
{
    public byte[] Write()
    {
        var to = new RecordWriter();
        to.Skip(Frame.HeaderSizeBytes);
        to.Byte(JournalFormat.JournalItself);
        to.Fixed64(Journal.Id);
        to.Text(Journal.Owner);
        to.Flag(Snapshot is not null);
        if (Snapshot is { } snapshot)
        {
            snapshot.Write(to);
        }

        to.Number((ulong)Segments.Count);
        foreach (var first in Segments)
        {
            first.Write(to);
        }

        Frame.Seal(to.From(0), JournalPoint.Start);
        return to.Written.ToArray();
    }

    /// <returns>Null where it is damaged.</returns>
    public static ManifestContent? Read(ReadOnlySpan<byte> frame)
    {
        if (frame.Length <= Frame.HeaderSizeBytes
            || Frame.PayloadLength(frame) != frame.Length - Frame.HeaderSizeBytes
            || !Frame.IsIntact(frame, JournalPoint.Start, out _))
        {
            return null;
        }

        var from = new RecordReader(frame[(Frame.HeaderSizeBytes + 1)..]);
        var journal = new JournalIdentity(from.Fixed64(), from.Text());
        var snapshot = from.Flag() ? SnapshotFile.Read(ref from) : null;
        var segments = new JournalPoint[from.Count()];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = JournalPoint.Read(ref from);
        }

        return new ManifestContent(journal, snapshot, segments);
    }
}

/// <param name="Reached">The position up to which the journal is no longer needed.</param>
/// <param name="Checksum">Chained over its records.</param>
internal sealed record SnapshotFile(long Reached, long SizeBytes, uint Checksum)
{
    public static SnapshotFile Read(ref RecordReader from) =>
        new((long)from.Fixed64(), (long)from.Number(), (uint)from.Number());

    public void Write(RecordWriter to)
    {
        to.Fixed64((ulong)Reached);
        to.Number((ulong)SizeBytes);
        to.Number(Checksum);
    }
}
