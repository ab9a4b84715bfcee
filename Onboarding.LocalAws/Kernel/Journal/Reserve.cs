namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// A little room on the disk that is held back, so that a reset, which frees room, has what it needs itself: a record
/// for each store, and an empty segment, snapshot and manifest.
/// </summary>
internal sealed class Reserve(JournalFolder folder, RandomSource random)
{
    private const int SizeBytes = 64 * 1024;

    /// <summary>What a reset takes at most, with blocks of 4 KiB.</summary>
    private const int NeededSizeBytes = 32 * 1024;

    /// <summary>On a full disk there is none, until there is room again.</summary>
    public void TryTake()
    {
        var path = folder.ReservePath;
        if (File.Exists(path) && new FileInfo(path).Length == SizeBytes)
        {
            return;
        }

        try
        {
            // Random, since a file system that compresses would give zeros no room.
            var content = new byte[SizeBytes];
            random.Fill(content);
            using var file = OwnerOnly.Create(path, FileMode.Create);
            folder.Disk.Write(file, content, offset: 0);
        }
        catch (IOException)
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives the room to what follows.</summary>
    /// <exception cref="JournalException">There is not enough all the same.</exception>
    public void Release()
    {
        File.Delete(folder.ReservePath);
        try
        {
            folder.RequireFree(NeededSizeBytes);
        }
        catch (IOException e)
        {
            throw new JournalException($"there is no room in '{folder.Path}': {e.Message}", e);
        }
    }
}
