using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The state as a file: a header, where each store was cut, the records that make each store's state, an end record.
/// Stores are cut one after the other, each under its own locks, so none waits for another; a journal record older
/// than its store's cut is in the snapshot already.
/// </summary>
internal static class Snapshot
{
    private const byte CutsKind = 1;
    private const byte EndKind = 2;
    private const int BufferSizeBytes = 1024 * 1024;

    /// <summary>
    /// Writes a snapshot that does not count yet. A cut may lie behind what the journal has on disk by now; were the
    /// snapshot to count and the host to crash, the journal would go on before the cut, and those records be skipped.
    /// </summary>
    /// <param name="freeSizeBytesMin">What is to stay free on the disk.</param>
    /// <exception cref="IOException">The disk is full, or soon would be.</exception>
    public static SnapshotFile Write(
        JournalFolder folder, JournalIdentity journal, CapturedStores states, long freeSizeBytesMin)
    {
        using var file = OwnerOnly.Create(folder.UnfinishedSnapshotPath, FileMode.Create);
        var header = JournalFormat.Header(JournalFormat.SnapshotMagic, journal, First(states.Reached));
        var writer = new FrameWriter(folder, file, header, freeSizeBytesMin);
        writer.Begin(JournalFormat.JournalItself);
        writer.Record.Byte(CutsKind);
        foreach (var (id, state) in states.Stores)
        {
            writer.Record.Byte(id);
            writer.Record.Fixed64((ulong)state.Position);
        }

        writer.End();
        foreach (var (id, state) in states.Stores)
        {
            writer.Begin(id);
            state.WriteTo(writer.Record, () =>
            {
                writer.End();
                writer.Begin(id);
            });
            writer.Abandon();
        }

        writer.Begin(JournalFormat.JournalItself);
        writer.Record.Byte(EndKind);
        writer.End();
        var (size, checksum) = writer.Finish();
        return new SnapshotFile(states.Reached, size, checksum);
    }

    /// <summary>Gives every record to <paramref name="replay"/>.</summary>
    /// <returns>The cut of each store, by its id.</returns>
    /// <exception cref="JournalException">The file is damaged: it was complete when it got its name.</exception>
    public static Dictionary<byte, long> Read(
        JournalFolder folder, JournalIdentity journal, SnapshotFile file, Action<ReadOnlySpan<byte>, long> replay)
    {
        var path = folder.SnapshotPath(file.Reached);
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        FolderFiles.CheckHeader(handle, path, JournalFormat.SnapshotMagic, journal, First(file.Reached));
        var reader = new FrameReader(handle, JournalFormat.SizeOf(journal), JournalPoint.Start);
        var cuts = new Dictionary<byte, long>();
        var isComplete = false;
        var at = reader.Offset;
        while (reader.TryRead(out var payload))
        {
            if (payload[0] != JournalFormat.JournalItself)
            {
                replay(payload, at);
            }
            else if (payload[1] == CutsKind)
            {
                ReadCuts(payload[2..], cuts);
            }
            else
            {
                isComplete = payload[1] == EndKind;
            }

            at = reader.Offset;
        }

        return !reader.IsEnd || !isComplete ? throw JournalException.Damaged(path, reader.Offset)
            : reader.Point.Chain != file.Checksum || reader.Offset != file.SizeBytes
                ? throw JournalException.Refused($"'{path}' is not the snapshot that the manifest names")
            : cuts;
    }

    private static JournalPoint First(long reached) => new(reached, Chain: 0);

    private static void ReadCuts(ReadOnlySpan<byte> from, Dictionary<byte, long> cuts)
    {
        for (; !from.IsEmpty; from = from[9..])
        {
            cuts[from[0]] = BinaryPrimitives.ReadInt64LittleEndian(from[1..]);
        }
    }

    /// <summary>Frames, buffered on their way into a file.</summary>
    private sealed class FrameWriter
    {
        private readonly JournalFolder _folder;
        private readonly SafeFileHandle _file;
        private readonly long _freeSizeBytesMin;
        private int _start;
        private JournalPoint _point;
        private long _offset;

        public FrameWriter(JournalFolder folder, SafeFileHandle file, byte[] header, long freeSizeBytesMin)
        {
            _folder = folder;
            _file = file;
            _freeSizeBytesMin = freeSizeBytesMin;
            folder.Disk.Write(file, header, offset: 0);
            _offset = header.Length;
        }

        public RecordWriter Record { get; } = new();

        public void Begin(byte store)
        {
            _start = Record.Length;
            Record.Skip(Frame.HeaderSizeBytes);
            Record.Byte(store);
        }

        public void End()
        {
            _point = Frame.Seal(Record.From(_start), _point);
            if (Record.Length >= BufferSizeBytes)
            {
                _folder.RequireFree(Record.Length + _freeSizeBytesMin);
                Drain();
            }
        }

        /// <summary>Drops a record that was begun.</summary>
        public void Abandon() => Record.Truncate(_start);

        /// <returns>The size of the file, and the checksum chained over its records.</returns>
        public (long SizeBytes, uint Checksum) Finish()
        {
            Drain();
            _folder.Disk.Flush(_file);
            return (_offset, _point.Chain);
        }

        private void Drain()
        {
            _folder.Disk.Write(_file, Record.Written.Span, _offset);
            _offset += Record.Length;
            Record.Clear();
        }
    }
}

/// <summary>The state of every store, each at a moment of its own.</summary>
internal sealed record CapturedStores(IReadOnlyList<(byte Id, ICapturedState State)> Stores)
{
    /// <summary>The journal before it is not needed besides.</summary>
    public long Reached { get; } = Stores.Min(s => s.State.Position);

    public static CapturedStores Of(IEnumerable<IJournalChannel> channels) =>
        new([.. channels.Select(c => (c.Id, c.Capture()))]);
}
