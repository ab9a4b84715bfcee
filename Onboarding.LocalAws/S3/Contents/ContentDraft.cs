using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Contents;

/// <summary>A file that fills. Disposed before <see cref="Keep"/> it leaves nothing behind.</summary>
internal sealed class ContentDraft : IDisposable
{
    private readonly string _folder;
    private readonly string _path;
    private readonly bool _isDurable;
    private readonly SafeFileHandle _file;
    private bool _isKept;

    public ContentDraft(string folder, string name, bool isDurable)
    {
        _folder = folder;
        _path = Path.Combine(folder, name);
        _isDurable = isDurable;
        Name = name;
        _file = Guarded(() => OwnerOnly.Create(_path, FileMode.CreateNew));
    }

    public string Name { get; }

    public long SizeBytes { get; private set; }

    /// <exception cref="InsufficientStorageException">The disk is full.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, bytes, SizeBytes, stop);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new InsufficientStorageException(_folder, e);
        }

        SizeBytes += bytes.Length;
    }

    /// <summary>Below a data folder the file survives a crash from now on.</summary>
    /// <exception cref="InsufficientStorageException">The disk is full.</exception>
    public async Task<ObjectContent.InFile> FinishAsync()
    {
        if (_isDurable)
        {
            // A thread of its own: it blocks for as long as a gigabyte takes to get to the disk.
            await Task.Factory.StartNew(
                () => Guarded(Flush), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        return new ObjectContent.InFile(Name, SizeBytes);
    }

    /// <summary>An object names the file.</summary>
    public void Keep() => _isKept = true;

    public void Dispose()
    {
        _file.Dispose();
        if (!_isKept)
        {
            File.Delete(_path);
        }
    }

    private bool Flush()
    {
        RandomAccess.FlushToDisk(_file);
        FolderSync.Flush(_folder);
        return true;
    }

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new InsufficientStorageException(_folder, e);
        }
    }
}
