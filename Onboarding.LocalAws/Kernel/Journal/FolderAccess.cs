namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Whether a data folder can be made and written: each reason why not is a message of its own.</summary>
internal static class FolderAccess
{
    /// <summary>EROFS, as .NET passes it on; macOS has the same number.</summary>
    private const int ReadOnlyFileSystem = 30;

    /// <summary>A folder that is there stays as it is.</summary>
    /// <exception cref="JournalException">It cannot be made, or is something else.</exception>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            throw new JournalException($"the data folder '{path}' is a file; name a folder");
        }

        var nearest = path;
        while (!Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } parent)
        {
            nearest = parent;
        }

        if (File.Exists(nearest))
        {
            throw new JournalException($"the data folder '{path}' cannot be created: '{nearest}' is a file");
        }

        try
        {
            OwnerOnly.CreateFolder(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalException(
                $"the data folder '{path}' cannot be created: {Environment.UserName} may not write to '{nearest}'", e);
        }
        catch (IOException e)
        {
            throw new JournalException(
                e.HResult == ReadOnlyFileSystem
                    ? $"the data folder '{path}' cannot be created: '{nearest}' lies on a read-only file system"
                    : $"the data folder '{path}' cannot be created: {e.Message}",
                e);
        }
    }

    /// <summary>Files that are there may be writable where no other can be made, as a running journal must.</summary>
    /// <exception cref="JournalException">No file can be made in it.</exception>
    public static void CheckWritable(string path)
    {
        var probe = Path.Combine(path, "writable.unfinished");
        try
        {
            OwnerOnly.Open(probe, FileMode.Create, FileAccess.Write, FileShare.None).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, e);
        }
    }

    /// <summary>Why a folder that is there cannot be used.</summary>
    public static JournalException Fault(string path, Exception cause) => new(
        cause is UnauthorizedAccessException
            ? $"the data folder '{path}' is read-only for {Environment.UserName}: {cause.Message}"
            : cause.HResult == ReadOnlyFileSystem
                ? $"the data folder '{path}' lies on a read-only file system"
                : $"the data folder '{path}' cannot be used: {cause.Message}",
        cause);
}
