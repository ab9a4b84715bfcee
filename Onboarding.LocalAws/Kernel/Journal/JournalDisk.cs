using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// What a journal asks of the disk that can fail or run out. Injected as time is: a test makes the disk full, or keeps
/// what a crash would leave between two flushes.
/// </summary>
internal class JournalDisk
{
    public static JournalDisk Real { get; } = new();

    /// <exception cref="IOException">The disk is full, or broken; a part may have been written.</exception>
    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) =>
        RandomAccess.Write(file, bytes, offset);

    /// <summary>Makes what was written to a file durable.</summary>
    public virtual void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <inheritdoc cref="FolderSync.Flush"/>
    public virtual void FlushNames(string folder) => FolderSync.Flush(folder);

    /// <summary>How much this user may still write to the disk that a folder lies on.</summary>
    public virtual long FreeSizeBytes(string folder) =>
        new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
}
