namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// An event source mapping of a queue. It has no checkpoint: the queue itself knows what is left. Safe for concurrent
/// use.
/// </summary>
internal sealed class QueueMapping : IEventSourceMapping
{
    private readonly Lock _lock = new();
    private readonly IMessageQueue _queue;
    private readonly MappingPorts _ports;
    private QueueRun? _run;

    public QueueMapping(QueueMappingSettings settings, IMessageQueue queue, MappingPorts ports)
    {
        (Settings, _queue, _ports) = (settings, queue, ports);
        LastModified = ports.Time.GetUtcNow();
        if (settings.IsEnabled)
        {
            _run = new QueueRun(settings, queue, Gate, ports);
        }
    }

    public QueueMappingSettings Settings { get; }

    MappingSettings IEventSourceMapping.Settings => Settings;

    public MappingGate Gate { get; } = new();

    public DateTimeOffset LastModified { get; private set; }

    public bool IsEnabled => Run is not null;

    /// <summary>Messages that are not deleted.</summary>
    public ulong Lag => (ulong)_queue.Count;

    public int OpenCount => Run?.OpenCount ?? 0;

    public string LastProcessingResult => Run?.LastProcessingResult ?? "No records processed";

    private QueueRun? Run
    {
        get
        {
            lock (_lock)
            {
                return _run;
            }
        }
    }

    public void Enable()
    {
        lock (_lock)
        {
            LastModified = _ports.Time.GetUtcNow();
            _run ??= new QueueRun(Settings, _queue, Gate, _ports);
        }
    }

    public async Task DisableAsync(TimeSpan patience)
    {
        QueueRun? run;
        lock (_lock)
        {
            LastModified = _ports.Time.GetUtcNow();
            run = _run;
        }

        if (run is null)
        {
            return;
        }

        await run.StopAsync(patience);
        lock (_lock)
        {
            _run = _run == run ? null : _run;
        }

        await run.DisposeAsync();
    }

    /// <summary>Ends at once; messages under way become visible again.</summary>
    public async ValueTask DisposeAsync() => await DisableAsync(TimeSpan.Zero);
}
