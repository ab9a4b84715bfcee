using System.Globalization;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Keeps a second process out of a data folder. The process id lies beside the lock, since a file that is locked
/// cannot be read by those who want to know who has it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>EWOULDBLOCK of flock(2), which is what a file that is locked gives.</summary>
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _lock;

    private FolderLock(FileStream held) => _lock = held;

    /// <exception cref="JournalException">Another process has it, or it cannot be written; says which.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        var holder = Path.Combine(folder, "process");
        try
        {
            var held = new FolderLock(
                OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            held.WriteHolder(holder);
            return held;
        }
        catch (IOException e) when (
            e.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            throw new JournalException(
                $"the data folder '{folder}' is in use by {ReadHolder(holder) ?? "another process"}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FolderAccess.Fault(folder, e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private void WriteHolder(string path)
    {
        try
        {
            File.Delete(path);
            using var file = OwnerOnly.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            file.Write(System.Text.Encoding.UTF8.GetBytes(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // A full disk. The id is for a message of another process, which then says less.
            return;
        }
        catch (UnauthorizedAccessException)
        {
            _lock.Dispose();
            throw;
        }
    }

    private static string? ReadHolder(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var id)
                ? $"process {id}"
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
