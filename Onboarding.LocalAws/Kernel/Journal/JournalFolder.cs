using System.Globalization;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The files of one data folder, which one process at a time may use. Their names are positions:
/// <c>{first position}.journal</c> is a segment, <c>{position it reaches}.snapshot</c> the state up to there; the
/// <c>manifest</c> says which of them count. Files of any other name are not the journal's and are left alone.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    private const string SegmentSuffix = ".journal";
    private const string SnapshotSuffix = ".snapshot";
    private const string UnfinishedSuffix = ".unfinished";

    private readonly FolderLock _lock;

    private JournalFolder(string path, JournalDisk disk, FolderLock held)
    {
        Path = path;
        Disk = disk;
        _lock = held;
    }

    public string Path { get; }

    public JournalDisk Disk { get; }

    public string ManifestPath => System.IO.Path.Combine(Path, "manifest");

    public string UnfinishedManifestPath => ManifestPath + UnfinishedSuffix;

    public string UnfinishedSnapshotPath => System.IO.Path.Combine(Path, "snapshot" + UnfinishedSuffix);

    public string ReservePath => System.IO.Path.Combine(Path, "reserve");

    /// <summary>Takes the folder, creating it where there is none.</summary>
    /// <exception cref="JournalException">Another process has it, or it cannot be written; says which.</exception>
    public static JournalFolder Open(string path, JournalDisk disk)
    {
        FolderAccess.Create(path);
        var held = FolderLock.Take(path);
        try
        {
            FolderAccess.CheckWritable(path);
            return new JournalFolder(path, disk, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public string SegmentPath(long first) => Named(first, SegmentSuffix);

    public string SnapshotPath(long reached) => Named(reached, SnapshotSuffix);

    /// <summary>In order of position.</summary>
    public List<JournalFile> Segments() => Files(SegmentSuffix);

    /// <summary>In order of position.</summary>
    public List<JournalFile> Snapshots() => Files(SnapshotSuffix);

    /// <summary>Clears what a crash left half made: none of it counted.</summary>
    public void DeleteUnfinished()
    {
        File.Delete(UnfinishedManifestPath);
        File.Delete(UnfinishedSnapshotPath);
    }

    /// <summary>An earlier version left its files readable to every user of the machine.</summary>
    /// <returns>False where a file stays so.</returns>
    public bool TryRestrict()
    {
        var isRestricted = true;
        foreach (var file in Segments().Concat(Snapshots()))
        {
            isRestricted &= OwnerOnly.TryRestrict(file.Path);
        }

        return isRestricted;
    }

    /// <summary>Makes created, renamed and deleted names durable.</summary>
    public void FlushNames() => Disk.FlushNames(Path);

    /// <exception cref="IOException">The disk has less.</exception>
    public void RequireFree(long sizeBytes)
    {
        var free = Disk.FreeSizeBytes(Path);
        if (free < sizeBytes)
        {
            throw new IOException($"the disk has {free} bytes free, and {sizeBytes} are needed");
        }
    }

    /// <summary>The operating system lets go of the lock by itself when a process dies.</summary>
    public void Dispose() => _lock.Dispose();

    private string Named(long position, string suffix) =>
        System.IO.Path.Combine(Path, position.ToString("x16", CultureInfo.InvariantCulture) + suffix);

    private List<JournalFile> Files(string suffix)
    {
        List<JournalFile> files = [];
        foreach (var path in Directory.EnumerateFiles(Path, "*" + suffix))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(path);
            if (long.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position)
                && Named(position, suffix) == path)
            {
                files.Add(new JournalFile(path, position));
            }
        }

        files.Sort((x, y) => x.Position.CompareTo(y.Position));
        return files;
    }
}

internal readonly record struct JournalFile(string Path, long Position);
