using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// When the host last ran, for the next one: <c>heartbeat</c> in the data folder, twelve bytes that are written over
/// each second: the calendar's ticks (8) and a CRC-32C (4). It is no part of the journal, which would grow and flush
/// for ever on an idle host, and it is not flushed: a killed process's writes are the kernel's by then, and where the
/// machine dies an older beat only means that less counts as running time.
/// </summary>
internal sealed class HeartbeatFile : IDisposable
{
    private const int SizeBytes = 12;

    private readonly SafeFileHandle _file;

    private HeartbeatFile(SafeFileHandle file, DateTimeOffset? last)
    {
        _file = file;
        Last = last;
    }

    /// <summary>The last beat of an earlier host; null where the folder is new.</summary>
    public DateTimeOffset? Last { get; }

    /// <summary>The caller has the folder for itself, and has not changed its files yet.</summary>
    /// <exception cref="JournalException">The file cannot be used.</exception>
    public static HeartbeatFile Open(string folder)
    {
        var path = Path.Combine(folder, "heartbeat");
        try
        {
            var last = Read(path) ?? LastWrite(folder);
            return new HeartbeatFile(OwnerOnly.Create(path, FileMode.OpenOrCreate), last);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"'{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(DateTimeOffset at)
    {
        Span<byte> beat = stackalloc byte[SizeBytes];
        BinaryPrimitives.WriteInt64LittleEndian(beat, at.UtcTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(beat[8..], Crc32C.Append(0, beat[..8]));
        RandomAccess.Write(_file, beat, fileOffset: 0);
    }

    public void Dispose() => _file.Dispose();

    private static DateTimeOffset? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var beat = File.ReadAllBytes(path).AsSpan();
        return beat.Length == SizeBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(beat[8..]) == Crc32C.Append(0, beat[..8])
                ? new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(beat), TimeSpan.Zero)
                : null;
    }

    /// <summary>
    /// An earlier version has left no beat, and a machine that died may have torn one: the host ran when it last wrote.
    /// </summary>
    private static DateTimeOffset? LastWrite(string folder) => new DirectoryInfo(folder).EnumerateFiles("*.journal")
        .Select(f => (DateTimeOffset?)f.LastWriteTimeUtc).Max();
}
