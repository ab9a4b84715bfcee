using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>
/// A disk that is as large as a test says and writes to real files. It does not flush: a test that kills no machine
/// needs none, and is faster without.
/// </summary>
internal sealed class TestDisk(string folder) : JournalDisk
{
    /// <summary>What the files in the folder may take together.</summary>
    public long SizeBytes { get; set; } = long.MaxValue;

    /// <summary>Another process's files: they take room that nothing here frees.</summary>
    public long TakenSizeBytes { get; set; }

    public bool IsBroken { get; set; }

    private long Free => SizeBytes == long.MaxValue
        ? long.MaxValue
        : Math.Max(0, SizeBytes - TakenSizeBytes - Directory.EnumerateFiles(folder).Sum(SizeOf));

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var grows = offset + bytes.Length - RandomAccess.GetLength(file);
        var free = Free;
        if (grows <= free)
        {
            base.Write(file, bytes, offset);
            return;
        }

        // A full disk takes what it can, as write(2) does.
        base.Write(file, bytes[..(int)(bytes.Length - grows + free)], offset);
        throw new IOException("No space left on device");
    }

    public override void Flush(SafeFileHandle file)
    {
        if (IsBroken)
        {
            throw new IOException("Input/output error");
        }
    }

    public override void FlushNames(string path)
    {
    }

    public override long FreeSizeBytes(string path) => Free;

    /// <summary>A file that a compaction deletes between the listing and the look takes no room.</summary>
    private static long SizeOf(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
