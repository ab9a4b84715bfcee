using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>A small store: named counters. Its state shows whether a change was lost, doubled or reordered.</summary>
internal sealed class Ledger : IJournaledStore<Ledger.Added>
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (int Count, int Last)> _entries = new(StringComparer.Ordinal);

    public IChangeLog<Added> Log { get; set; } = MemoryChangeLog<Added>.Instance;

    public int Count => State().Sum(e => e.Count);

    public void Add(string name, int value)
    {
        lock (_lock)
        {
            CommitUnderLock(new Added(name, value, 1));
        }
    }

    /// <summary>Two changes that have to survive together.</summary>
    public void Move(string from, string to, int value)
    {
        lock (_lock)
        {
            CommitUnderLock(new Added(from, value, -1), new Added(to, value, 1));
        }
    }

    /// <summary>One small change, however many entries there were: a change that names nothing.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            CommitUnderLock(new Added("", 0, 0));
        }
    }

    public void Apply(Added change)
    {
        if (change.Name.Length == 0)
        {
            _entries.Clear();
            return;
        }

        var (count, _) = _entries.GetValueOrDefault(change.Name);
        _entries[change.Name] = (count + change.Count, change.Value);
    }

    public IReadOnlyList<(string Name, int Count, int Last)> State()
    {
        lock (_lock)
        {
            return [.. _entries.Select(e => (e.Key, e.Value.Count, e.Value.Last))];
        }
    }

    public StateCapture<Added> Capture()
    {
        lock (_lock)
        {
            var state = _entries.ToArray();
            return new StateCapture<Added>(
                Log.Position, state.Select(e => new Added(e.Key, e.Value.Last, e.Value.Count)));
        }
    }

    private void CommitUnderLock(params ReadOnlySpan<Added> changes)
    {
        Log.Append(changes);
        foreach (var change in changes)
        {
            Apply(change);
        }
    }

    internal sealed record Added(string Name, int Value, int Count);

    internal sealed class Codec : IChangeCodec<Added>
    {
        public void Write(RecordWriter to, Added change)
        {
            to.Text(change.Name);
            to.SignedNumber(change.Value);
            to.SignedNumber(change.Count);
        }

        public Added Read(ref RecordReader from) =>
            new(from.Text(), (int)from.SignedNumber(), (int)from.SignedNumber());
    }
}

/// <summary>A ledger whose journal lies in a folder.</summary>
internal sealed class JournaledLedger : IAsyncDisposable
{
    public const string Owner = "123456789012/us-east-1";

    private JournaledLedger(LocalAws.Kernel.Journal.Journal journal, Ledger ledger)
    {
        Journal = journal;
        Ledger = ledger;
    }

    public LocalAws.Kernel.Journal.Journal Journal { get; }

    public Ledger Ledger { get; }

    public List<string> Log { get; private init; } = [];

    public static async Task<JournaledLedger> OpenAsync(
        string folder, JournalOptions? options = null, string owner = Owner)
    {
        var logger = new ListLogger();
        var journal = LocalAws.Kernel.Journal.Journal.Open(folder, owner, options ?? new JournalOptions(), logger);
        try
        {
            var channel = journal.Channel(7, new Ledger.Codec());
            var ledger = new Ledger { Log = channel };
            channel.Attach(ledger);
            journal.Start();
            return new JournaledLedger(journal, ledger) { Log = logger.Lines };
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public async Task AddAsync(string name, int value)
    {
        Ledger.Add(name, value);
        await Journal.WhenDurableAsync();
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();

    private sealed class ListLogger : ILogger<LocalAws.Kernel.Journal.Journal>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>What <see cref="Copy"/> leaves out, and the manifest, which it takes first.</summary>
    private static readonly string[] Left = ["manifest", "lock", "process", "reserve"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-journal-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "data");

    public IEnumerable<string> Segments => Files("*.journal");

    /// <summary>Of what grows: segments and snapshots.</summary>
    public long SizeBytes => Segments.Concat(Files("*.snapshot")).Sum(f => new FileInfo(f).Length);

    public IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Path, pattern).Order(StringComparer.Ordinal);

    /// <summary>
    /// A folder with the same files, each changed: what a kill at this moment would have left. The manifest comes
    /// first, since a running journal writes to it last; what a host needs only while it runs stays behind.
    /// </summary>
    public DataFolder Copy(Func<string, byte[], byte[]>? change = null)
    {
        var copy = new DataFolder();
        Directory.CreateDirectory(copy.Path);
        foreach (var file in Files("manifest").Concat(Files("*").Where(f => !Left.Contains(NameOf(f)))))
        {
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(
                System.IO.Path.Combine(copy.Path, NameOf(file)),
                change?.Invoke(file, bytes) ?? bytes);
        }

        return copy;
    }

    /// <summary>A folder with these files, by name.</summary>
    public static DataFolder With(IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = new DataFolder();
        Directory.CreateDirectory(folder.Path);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(System.IO.Path.Combine(folder.Path, name), bytes);
        }

        return folder;
    }

    /// <summary>What the journal keeps in it, by name.</summary>
    public Dictionary<string, byte[]> Read() =>
        Files("manifest").Concat(Segments).Concat(Files("*.snapshot"))
            .ToDictionary(NameOf, File.ReadAllBytes);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string NameOf(string file) => System.IO.Path.GetFileName(file);
}
