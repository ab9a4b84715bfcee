using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Contents;

/// <summary>
/// The files that hold large objects, one each. A file is complete and, below a data folder, on disk before a change
/// names it; it goes once the change that dropped it is on disk. So a crash leaves files that nothing names, which the
/// next start removes, and never a name without its file.
/// </summary>
/// <remarks>
/// A reader has its file open, so that removing it unlinks the name and keeps the bytes until the reader closes. A
/// reader whose file is removed between its look at the store and the opening finds no file, and looks again.
/// </remarks>
internal sealed partial class ContentFolder : IDisposable
{
    /// <summary>What stays free on the disk, for the journal and other programs.</summary>
    private const long FreeSizeBytesMin = 64 * 1024 * 1024;

    private const string Suffix = ".object";

    private readonly ConcurrentQueue<ObjectContent.InFile> _dropped = [];
    private readonly Lazy<string> _path;
    private readonly TemporaryFolder? _temporary;
    private readonly IDurability _durability;
    private readonly RandomSource _random;
    private readonly ILogger _logger;

    private ContentFolder(
        Func<string> path, TemporaryFolder? temporary, IDurability durability, RandomSource random, ILogger logger)
    {
        _path = new Lazy<string>(path);
        _temporary = temporary;
        _durability = durability;
        _random = random;
        _logger = logger;
        FreeSizeBytes = () => new DriveInfo(_path.Value).AvailableFreeSpace;
    }

    /// <summary>Asked before a file is begun; a test answers for a disk of its own.</summary>
    public Func<long> FreeSizeBytes { get; set; }

    public bool IsDurable => _durability.IsKept;

    /// <summary>For tests.</summary>
    public string FolderPath => _path.Value;

    public static ContentFolder Below(
        DirectoryInfo data, IDurability durability, RandomSource random, ILogger<ContentFolder> logger) =>
        new(() => CreateFolder(data.FullName), temporary: null, durability, random, logger);

    /// <summary>A folder for as long as the host lives, made once something needs it.</summary>
    public static ContentFolder Temporary(RandomSource random, ILogger<ContentFolder> logger)
    {
        var folder = new TemporaryFolder("onboarding-objects-");
        folder.RemoveAbandoned();
        return new ContentFolder(folder.Create, folder, MemoryDurability.Instance, random, logger);
    }

    /// <summary>Begins a file of at most that size.</summary>
    /// <exception cref="InsufficientStorageException">The disk is too full.</exception>
    public ContentDraft Begin(long sizeBytes)
    {
        if (FreeSizeBytes() - sizeBytes < FreeSizeBytesMin)
        {
            throw new InsufficientStorageException(_path.Value, inner: null);
        }

        var name = _random.NextString("0123456789abcdef", 32) + Suffix;
        return new ContentDraft(_path.Value, name, IsDurable);
    }

    /// <returns>Null where the object was replaced or removed since it was looked up.</returns>
    public SafeFileHandle? TryOpen(ObjectContent.InFile content)
    {
        try
        {
            return File.OpenHandle(
                Path.Combine(_path.Value, content.Name),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Told by the store, under its lock, of a file that no object names any more.</summary>
    public void Drop(ObjectContent.InFile content) => _dropped.Enqueue(content);

    /// <summary>Removes what was dropped so far, once a crash cannot bring its name back.</summary>
    public async ValueTask SweepAsync()
    {
        List<ObjectContent.InFile> taken = [];
        while (_dropped.TryDequeue(out var content))
        {
            taken.Add(content);
        }

        if (taken.Count == 0)
        {
            return;
        }

        // Where that fails the files stay: after a restart the objects may be there again.
        await _durability.WhenDurableAsync();
        foreach (var content in taken)
        {
            Remove(Path.Combine(_path.Value, content.Name));
        }
    }

    /// <summary>After a start: compares the files with the objects that name them, and removes all others.</summary>
    /// <exception cref="JournalException">An object has lost its file.</exception>
    public void Recover(IEnumerable<(string Bucket, string Key, ObjectContent.InFile Content)> named)
    {
        _dropped.Clear();
        var path = _path.Value;
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (bucket, key, content) in named)
        {
            var file = new FileInfo(Path.Combine(path, content.Name));
            if (!file.Exists || file.Length != content.SizeBytes)
            {
                throw new JournalException(
                    $"the object '{key}' of the bucket '{bucket}' has lost its content: '{file.FullName}' "
                    + (file.Exists ? $"has {file.Length} bytes instead of {content.SizeBytes}" : "is not there")
                    + "; restore the data folder from a copy, or start with another one");
            }

            kept.Add(content.Name);
        }

        foreach (var file in Directory.EnumerateFiles(path, "*" + Suffix))
        {
            if (!kept.Contains(Path.GetFileName(file)))
            {
                Remove(file);
            }
        }
    }

    public void Dispose() => _temporary?.Dispose();

    private static string CreateFolder(string data)
    {
        var path = Path.Combine(data, "objects");
        if (!Directory.Exists(path))
        {
            OwnerOnly.CreateFolder(path);
            FolderSync.Flush(data);
        }

        return path;
    }

    private void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It takes space and does no other harm; the next start tries again.
            LogNotRemoved(_logger, path, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}, which no object needs any more, cannot be removed")]
    private static partial void LogNotRemoved(ILogger logger, string path, Exception exception);
}

/// <summary>There is no space left for an object.</summary>
internal sealed class InsufficientStorageException(string folder, Exception? inner)
    : IOException($"There is no space left in '{folder}'.", inner)
{
    public string Folder { get; } = folder;
}
