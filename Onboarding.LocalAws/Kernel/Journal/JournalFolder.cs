using System.Globalization;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// The files of one data folder, which one process at a time may use. Their names are positions:
/// <c>{first position}.journal</c> is a segment, <c>{position it reaches}.snapshot</c> the state up to there.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    private const string SegmentSuffix = ".journal";
    private const string SnapshotSuffix = ".snapshot";
    private const string UnfinishedSuffix = ".unfinished";

    private readonly FileStream _lock;

    private JournalFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Takes the folder, creating it where there is none, and clears what a crash left unfinished.</summary>
    /// <exception cref="JournalException">Another process has it, or it cannot be written.</exception>
    public static JournalFolder Open(string path)
    {
        try
        {
            OwnerOnly.CreateFolder(path);
            var folder = new JournalFolder(path, Hold(System.IO.Path.Combine(path, "lock")));
            foreach (var unfinished in Directory.EnumerateFiles(path, "*" + UnfinishedSuffix))
            {
                File.Delete(unfinished);
            }

            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"the data folder '{path}' cannot be used: {e.Message}", e);
        }
    }

    public string SegmentPath(long first) => Named(first, SegmentSuffix);

    public string SnapshotPath(long reached) => Named(reached, SnapshotSuffix);

    public string UnfinishedPath => System.IO.Path.Combine(Path, "snapshot" + UnfinishedSuffix);

    /// <summary>In order of position.</summary>
    public List<JournalFile> Segments() => Files(SegmentSuffix);

    /// <summary>In order of position: the last one counts.</summary>
    public List<JournalFile> Snapshots() => Files(SnapshotSuffix);

    /// <summary>An earlier version left its files readable to everybody.</summary>
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

    /// <summary>The operating system lets go of the lock by itself when a process dies.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(string path)
    {
        try
        {
            return OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            var folder = System.IO.Path.GetDirectoryName(path);
            throw new JournalException($"the data folder '{folder}' is in use by another process", e);
        }
    }

    private string Named(long position, string suffix) =>
        System.IO.Path.Combine(Path, position.ToString("x16", CultureInfo.InvariantCulture) + suffix);

    private List<JournalFile> Files(string suffix)
    {
        List<JournalFile> files = [];
        foreach (var path in Directory.EnumerateFiles(Path, "*" + suffix))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(path);
            if (!long.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position))
            {
                throw new JournalException($"'{path}' is not a file of ours; its name should be a position");
            }

            files.Add(new JournalFile(path, position));
        }

        files.Sort((x, y) => x.Position.CompareTo(y.Position));
        return files;
    }
}

internal readonly record struct JournalFile(string Path, long Position);
