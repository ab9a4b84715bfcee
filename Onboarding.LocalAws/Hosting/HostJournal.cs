using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Cognito.Persistence;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.DynamoDb.Persistence;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.S3.Persistence;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.SesV2.Persistence;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Sqs.Persistence;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// Where the changes of each store go: into one journal where the host has a data folder, else nowhere. A store gets
/// its log when it is made, is attached afterwards, and has its state again once <see cref="Start"/> returns.
/// </summary>
internal sealed class HostJournal : IAsyncDisposable
{
    private readonly Journal? _journal;

    private readonly DirectoryInfo? _folder;

    private HostJournal(Journal? journal, DirectoryInfo? folder)
    {
        _journal = journal;
        _folder = folder;
        // The numbers are in the files: one that was used is never given to another store.
        Tables = Log(1, new TableChangeCodec());
        Buckets = Log(2, new S3ChangeCodec());
        Queues = Log(3, new SqsChangeCodec());
        Mail = Log(4, new MailChangeCodec());
        Identities = Log(5, new IdentityChangeCodec());
        Checkpoints = Log(6, new CheckpointChangeCodec());
        AsyncEvents = Log(7, new AsyncChangeCodec());
        UserPools = Log(8, new PoolChangeCodec());
        RunningTime = Log(9, new RunningChangeCodec());
    }

    public IChangeLog<TableChange> Tables { get; }

    public IChangeLog<S3Change> Buckets { get; }

    public IChangeLog<SqsChange> Queues { get; }

    public IChangeLog<MailChange> Mail { get; }

    public IChangeLog<IdentityChange> Identities { get; }

    public IChangeLog<CheckpointChange> Checkpoints { get; }

    public IChangeLog<AsyncChange> AsyncEvents { get; }

    public IChangeLog<PoolChange> UserPools { get; }

    public IChangeLog<RunningChange> RunningTime { get; }

    /// <summary>Beside the journal in its folder, once it is started; null without one.</summary>
    public HeartbeatFile? Heartbeat { get; private set; }

    /// <summary>No data folder: the state lives as long as the process.</summary>
    public static HostJournal InMemory() => new(journal: null, folder: null);

    /// <summary>Completes once everything that was changed so far survives a crash; null where nothing does.</summary>
    public Func<Task>? WhenDurable => _journal is null ? null : _journal.WhenDurableAsync;

    /// <exception cref="JournalException">The data folder is in use, or cannot be used.</exception>
    public static HostJournal Open(LocalAwsOptions options)
    {
        if (options.DataFolder is not { } folder)
        {
            return InMemory();
        }

        // Both are parts of ARNs that lie in the state.
        var owner = $"{options.AccountId}/{options.Region}";
        var logger = options.Logging.CreateLogger<Journal>();
        var journal = Journal.Open(folder.FullName, owner, options.Journal, logger);
        return new HostJournal(journal, folder);
    }

    /// <summary>Restores every store that is attached, and begins to record.</summary>
    /// <exception cref="JournalException">What is in the data folder cannot be read.</exception>
    public void Start()
    {
        // First, since it may have to ask the journal's files when they were last written.
        Heartbeat = _folder is null ? null : HeartbeatFile.Open(_folder.FullName);
        _journal?.Start();
    }

    public static void Attach<TChange>(IChangeLog<TChange> log, IJournaledStore<TChange> store) =>
        (log as JournalChannel<TChange>)?.Attach(store);

    /// <returns>Why no change is recorded any more, in one line; null while all are, or none is meant to be.</returns>
    public string? FindFailure() => _journal?.Failure;

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

    private IChangeLog<TChange> Log<TChange>(byte id, IChangeCodec<TChange> codec) =>
        _journal is null ? MemoryChangeLog<TChange>.Instance : _journal.Channel(id, codec);
}
