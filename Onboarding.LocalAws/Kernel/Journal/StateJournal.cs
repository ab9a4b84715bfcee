using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>
/// Where the changes of every store of a host go: into one journal where the host has a data folder, else nowhere. A
/// store that is kept has its state again once <see cref="Start"/> returns.
/// </summary>
internal sealed class StateJournal : IAsyncDisposable
{
    private readonly Journal? _journal;
    private readonly string? _folder;

    private StateJournal(Journal? journal, string? folder)
    {
        _journal = journal;
        _folder = folder;
        Durability = journal is null ? MemoryDurability.Instance : journal;
    }

    /// <summary>Of every store alike, since all changes have one order.</summary>
    public IDurability Durability { get; }

    /// <summary>Beside the journal in its folder, once that is started; null without one.</summary>
    public HeartbeatFile? Heartbeat { get; private set; }

    /// <summary>Why no change is recorded any more, in one line; null while all are, or none is meant to be.</summary>
    public string? Failure => _journal?.Failure;

    /// <summary>No data folder: the state lives as long as the process.</summary>
    public static StateJournal InMemory() => new(journal: null, folder: null);

    /// <param name="journal">Not started yet.</param>
    /// <param name="folder">That of the journal.</param>
    public static StateJournal In(Journal journal, string folder) => new(journal, folder);

    /// <summary>Makes a store whose changes are recorded, and which is restored when the journal starts.</summary>
    /// <param name="id">
    /// 1 to 255. It is in the files: one that was used is never given to another store, and no two stores share one.
    /// </param>
    /// <param name="create">Called at once, with the log that the store appends to.</param>
    public TStore Keep<TStore, TChange>(
        byte id, IChangeCodec<TChange> codec, Func<IChangeLog<TChange>, TStore> create)
        where TStore : IJournaledStore<TChange>
    {
        if (_journal is null)
        {
            return create(MemoryChangeLog<TChange>.Instance);
        }

        var channel = _journal.Channel(id, codec);
        var store = create(channel);
        channel.Attach(store);
        return store;
    }

    /// <summary>Restores every store, and begins to record.</summary>
    /// <exception cref="JournalException">What is in the data folder cannot be read.</exception>
    public void Start()
    {
        // First, since it may have to ask the journal's files when they were last written.
        Heartbeat = _folder is null ? null : HeartbeatFile.Open(_folder);
        _journal?.Start();
    }

    /// <inheritdoc cref="Journal.PrepareResetAsync"/>
    public Task PrepareResetAsync() => _journal?.PrepareResetAsync() ?? Task.CompletedTask;

    /// <inheritdoc cref="Journal.CompleteResetAsync"/>
    public Task CompleteResetAsync() => _journal?.CompleteResetAsync() ?? Task.CompletedTask;

    /// <summary>Drops from the data folder what is no longer part of the state.</summary>
    public Task CompactAsync() => _journal?.CompactAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Heartbeat?.Dispose();
        await (_journal?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
