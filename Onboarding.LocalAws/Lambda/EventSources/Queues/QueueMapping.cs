namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// An event source mapping of a queue. It has no checkpoint: the queue itself knows what is left. Safe for concurrent
/// use.
/// </summary>
internal sealed class QueueMapping : IEventSourceMapping
{
    private readonly MappingSwitch<QueueRun> _switch;
    private readonly IMessageQueue _queue;
    private readonly TimeProvider _time;
    private volatile string _lastProcessingResult = ProcessingResult.None;

    public QueueMapping(QueueMappingSettings settings, IMessageQueue queue, MappingContext context)
    {
        (Settings, _queue, _time) = (settings, queue, context.Time);
        LastModified = _time.GetUtcNow();
        Gate = new MappingGate(context.Time.ClockOf(settings.Uuid, queue.QueueArn));
        _switch = new MappingSwitch<QueueRun>(
            () => new QueueRun(settings, queue, Gate, context), Keep, context.Switches.Begin(settings));
    }

    public QueueMappingSettings Settings { get; }

    MappingSettings IEventSourceMapping.Settings => Settings;

    public MappingGate Gate { get; }

    public DateTimeOffset LastModified { get; private set; }

    public bool IsEnabled => _switch.Run is not null;

    /// <summary>Messages that are not deleted.</summary>
    public ulong Lag => (ulong)_queue.Count;

    public TimeSpan? OldestAge => null;

    public int OpenCount => _switch.Run?.OpenCount ?? 0;

    public string LastProcessingResult => _switch.Run?.LastProcessingResult ?? _lastProcessingResult;

    public Task EnableAsync()
    {
        LastModified = _time.GetUtcNow();
        return _switch.TurnOnAsync();
    }

    public Task DisableAsync(CancellationToken patience)
    {
        LastModified = _time.GetUtcNow();
        return _switch.TurnOffAsync(patience);
    }

    /// <summary>Ends at once; messages under way become visible again.</summary>
    public async ValueTask DisposeAsync() => await DisableAsync(MappingStop.AtOnce);

    private void Keep(QueueRun ended) => _lastProcessingResult = ended.LastProcessingResult;
}
