using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Compares what lies in a data folder with its manifest. Each crash leaves at most these besides, which are obsolete:
/// <list type="bullet">
/// <item>a snapshot or segment of this journal that was replaced and not yet deleted, or a snapshot that was finished
/// and not yet in the manifest;</item>
/// <item>a segment without records that was being begun.</item>
/// </list>
/// Anything else that is missing or too much was not done by the journal: it is refused.
/// </summary>
internal sealed class FolderFiles(JournalFolder folder, ManifestContent manifest)
{
    /// <returns>The obsolete files, to be deleted once all else is found good.</returns>
    /// <exception cref="JournalException">A file is missing, or should not be there.</exception>
    public IReadOnlyList<string> Check()
    {
        HashSet<string> listed = [.. manifest.Segments.Select(s => folder.SegmentPath(s.Position))];
        if (manifest.Snapshot is { } snapshot)
        {
            listed.Add(folder.SnapshotPath(snapshot.Reached));
        }

        if (listed.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw JournalException.Refused($"'{missing}' is missing, which '{folder.ManifestPath}' names");
        }

        return
        [
            .. folder.Snapshots().Where(s => !listed.Contains(s.Path)).Select(ObsoleteSnapshot),
            .. folder.Segments().Where(s => !listed.Contains(s.Path)).Select(ObsoleteSegment),
        ];
    }

    /// <exception cref="JournalException">The header is not the one that the file must have.</exception>
    public static void CheckHeader(
        SafeFileHandle handle, string path, ReadOnlySpan<byte> magic, JournalIdentity journal, JournalPoint first)
    {
        if (JournalFormat.Fault(ReadHeader(handle), magic, journal, first) is { } fault)
        {
            throw JournalException.Refused($"'{path}' cannot be used: {fault}");
        }
    }

    /// <summary>A folder without a manifest: new, or begun and not got to its first record, or not whole.</summary>
    /// <exception cref="JournalException">It is not whole, or another version's.</exception>
    public static void CheckEmpty(JournalFolder folder, JournalIdentity journal)
    {
        var segments = folder.Segments();
        var snapshots = folder.Snapshots();
        if (segments.Count == 0 && snapshots.Count == 0)
        {
            return;
        }

        var file = segments.Count > 0 ? segments[0] : snapshots[0];
        using var handle = File.OpenHandle(file.Path);
        var isBegun = snapshots.Count == 0 && segments is [{ Position: 0 }]
            && RandomAccess.GetLength(handle) <= JournalFormat.SizeOf(journal);
        if (isBegun)
        {
            return;
        }

        var magic = segments.Count > 0 ? JournalFormat.SegmentMagic : JournalFormat.SnapshotMagic;
        throw JournalFormat.Fault(ReadHeader(handle), magic) is { } fault
            ? new JournalException($"'{file.Path}' cannot be used: {fault}")
            : JournalException.Refused($"'{folder.ManifestPath}' is missing, which says what the folder must hold");
    }

    private string ObsoleteSnapshot(JournalFile file)
    {
        using var handle = File.OpenHandle(file.Path);
        var first = new JournalPoint(file.Position, Chain: 0);
        CheckHeader(handle, file.Path, JournalFormat.SnapshotMagic, manifest.Journal, first);
        return file.Path;
    }

    private string ObsoleteSegment(JournalFile file)
    {
        using var handle = File.OpenHandle(file.Path);
        var hasNoRecord = RandomAccess.GetLength(handle) <= JournalFormat.SizeOf(manifest.Journal);
        var isReplaced = file.Position < manifest.Segments[0].Position
            && JournalFormat.IdOf(ReadHeader(handle)) == manifest.Journal.Id;
        return hasNoRecord || isReplaced
            ? file.Path
            : throw JournalException.Refused(
                $"'{file.Path}' has records, and '{folder.ManifestPath}' does not name it");
    }

    private static ReadOnlySpan<byte> ReadHeader(SafeFileHandle handle)
    {
        var header = new byte[512];
        return header.AsSpan(0, RandomAccess.Read(handle, header, fileOffset: 0));
    }
}
