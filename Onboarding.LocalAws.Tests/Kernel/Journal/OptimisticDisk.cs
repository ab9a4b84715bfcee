using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>Says that there is room, as a disk may that others write to, and has none for one kind of file.</summary>
internal sealed class OptimisticDisk : JournalDisk
{
    /// <summary>The first bytes of the files that find the disk full; empty for none.</summary>
    public byte[] FullFor { get; set; } = [];

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (FullFor.Length > 0 && offset == 0 && bytes.StartsWith(FullFor))
        {
            throw new IOException("No space left on device");
        }

        base.Write(file, bytes, offset);
    }

    public override void Flush(SafeFileHandle file)
    {
    }

    public override long FreeSizeBytes(string folder) => long.MaxValue;
}
