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
    /// <returns>The position up to which the journal is no longer needed, and the file's size.</returns>
    public static (long Reached, long SizeBytes) Write(
        JournalFolder folder, string owner, IReadOnlyList<IJournalChannel> channels)
    {
        var states = channels.Select(c => (c.Id, State: c.Capture())).ToList();
        var reached = states.Min(s => s.State.Position);
        long size;
        using (var file = OwnerOnly.Create(folder.UnfinishedPath, FileMode.Create))
        {
            var header = JournalFormat.Header(JournalFormat.SnapshotMagic, owner, reached);
            var writer = new FrameWriter(file, header);
            writer.Begin(JournalFormat.JournalItself);
            writer.Record.Byte(CutsKind);
            foreach (var (id, state) in states)
            {
                writer.Record.Byte(id);
                writer.Record.Fixed64((ulong)state.Position);
            }

            writer.End();
            foreach (var (id, state) in states)
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
            size = writer.Finish();
        }

        return (reached, size);
    }

    /// <summary>From now on the snapshot counts.</summary>
    public static void Publish(JournalFolder folder, long reached)
    {
        File.Move(folder.UnfinishedPath, folder.SnapshotPath(reached), overwrite: true);
        FolderSync.Flush(folder.Path);
    }

    /// <summary>Gives every record to <paramref name="replay"/>.</summary>
    /// <returns>The cut of each store, by its id.</returns>
    /// <exception cref="JournalException">The file is damaged: it was complete when it got its name.</exception>
    public static Dictionary<byte, long> Read(
        JournalFile file, string owner, Action<ReadOnlySpan<byte>, long> replay)
    {
        using var handle = File.OpenHandle(file.Path, options: FileOptions.SequentialScan);
        JournalRecovery.CheckHeader(handle, file, JournalFormat.SnapshotMagic, owner);
        var reader = new FrameReader(handle, JournalFormat.SizeOf(owner), position: 0);
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

        return reader.IsEnd && isComplete
            ? cuts
            : throw JournalRecovery.Damaged(file.Path, reader.Offset);
    }

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
        private readonly SafeFileHandle _file;
        private int _start;
        private long _position;
        private long _offset;

        public FrameWriter(SafeFileHandle file, byte[] header)
        {
            _file = file;
            RandomAccess.Write(file, header, fileOffset: 0);
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
            var frame = Record.From(_start);
            Frame.Seal(frame, _position);
            _position += frame.Length;
            if (Record.Length >= BufferSizeBytes)
            {
                Drain();
            }
        }

        /// <summary>Drops a record that was begun.</summary>
        public void Abandon() => Record.Truncate(_start);

        /// <returns>The size of the file.</returns>
        public long Finish()
        {
            Drain();
            RandomAccess.FlushToDisk(_file);
            return _offset;
        }

        private void Drain()
        {
            RandomAccess.Write(_file, Record.Written.Span, _offset);
            _offset += Record.Length;
            Record.Clear();
        }
    }
}
