using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// A folder below the system's temporary one, which goes with its process. Its lock tells whether that still lives: the
/// folder of a process that was killed is removed by the next that starts.
/// </summary>
internal sealed class TemporaryFolder(string prefix) : IDisposable
{
    private const string LockName = "lock";

    private string? _path;
    private FileStream? _lock;

    /// <summary>For its owner only, from the moment it exists.</summary>
    public string Create()
    {
        while (_lock is null)
        {
            _path = Directory.CreateTempSubdirectory(prefix).FullName;
            // Between its creation and the lock another process may take the folder for an abandoned one.
            _lock = TryHold(Path.Combine(_path, LockName), FileMode.OpenOrCreate);
        }

        return _path!;
    }

    /// <summary>Removes what processes left behind that were killed.</summary>
    public void RemoveAbandoned()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*"))
        {
            using var held = TryHold(Path.Combine(path, LockName), FileMode.Open);
            if (held is not null)
            {
                Remove(path);
            }
        }
    }

    public void Dispose()
    {
        // Windows removes no file that is open.
        _lock?.Dispose();
        if (_path is not null)
        {
            Remove(_path);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process removes it at the same moment, or it is another user's: the next start tries again.
            return;
        }
    }

    /// <returns>Null where another process has it, or it is not there, or another user's.</returns>
    private static FileStream? TryHold(string path, FileMode mode)
    {
        try
        {
            return OwnerOnly.Open(path, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
