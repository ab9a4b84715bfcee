using Microsoft.Win32.SafeHandles;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Files and folders that only their owner can read: the state has the keys that sign tokens, codes and mail in it.
/// They are so from the moment they exist: a change of mode afterwards would leave a moment in which another user can
/// open them. On Windows a folder inside a person's profile is closed to others already.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;

    /// <summary>A folder that is there already stays as it is: it may be shared, such as <c>/tmp</c>.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Folder700);
        }
    }

    /// <summary>Opens a file as the mode says; where that creates it, for its owner only.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
        {
            options.UnixCreateMode = File600;
        }

        return new FileStream(path, options);
    }

    /// <summary>A new file to write to; one that is there is emptied or refused, as the mode says.</summary>
    public static SafeFileHandle Create(string path, FileMode mode)
    {
        // File.OpenHandle would create it with the mode of the umask; a stream cannot give its handle away.
        Open(path, mode, FileAccess.Write, FileShare.Read).Dispose();
        return File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read);
    }

    /// <returns>False where others can read the file and the file system cannot help it, as FAT's.</returns>
    public static bool TryRestrict(string path)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == File600)
        {
            return true;
        }

        try
        {
            File.SetUnixFileMode(path, File600);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }

        return File.GetUnixFileMode(path) == File600;
    }
}
