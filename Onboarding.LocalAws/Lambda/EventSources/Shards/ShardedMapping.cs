namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>
/// An event source mapping of a stream at another endpoint. Where it stands is kept per shard; a run finds its place
/// there. Safe for concurrent use.
/// </summary>
internal sealed class ShardedMapping : IEventSourceMapping
{
    private readonly MappingSwitch<ShardedRun> _switch;
    private readonly TimeProvider _time;
    private volatile string _lastProcessingResult = ProcessingResult.None;

    public ShardedMapping(StreamMappingSettings settings, IShardedStream stream, ShardReading reading)
    {
        (Settings, _time) = (settings, reading.Context.Time);
        LastModified = _time.GetUtcNow();
        Gate = new MappingGate(reading.Context.Time.ClockOf(settings.Uuid, stream.StreamArn));
        _switch = new MappingSwitch<ShardedRun>(
            () => new ShardedRun(settings, stream, Gate, reading),
            ended => _lastProcessingResult = ended.LastProcessingResult,
            reading.Context.Switches.Begin(settings));
    }

    public StreamMappingSettings Settings { get; }

    MappingSettings IEventSourceMapping.Settings => Settings;

    public MappingGate Gate { get; }

    public DateTimeOffset LastModified { get; private set; }

    /// <summary>Completes once it reads every shard that the stream has; at once where it is off.</summary>
    public Task Begun => _switch.Run?.Begun ?? Task.CompletedTask;

    public bool IsEnabled => _switch.Run is not null;

    /// <inheritdoc cref="ShardedRun.BacklogCount"/>
    public ulong Lag => (ulong)(_switch.Run?.BacklogCount ?? 0);

    public TimeSpan? OldestAge =>
        _switch.Run?.OldestCreatedAt is { } oldest ? Gate.Clock.AgeOf(oldest) : TimeSpan.Zero;

    public int OpenCount => _switch.Run?.OpenCount ?? 0;

    public string LastProcessingResult => _switch.Run?.LastProcessingResult ?? _lastProcessingResult;

    /// <summary>Goes on from the shards' checkpoints.</summary>
    public Task EnableAsync() => ModifyAsync(_switch.TurnOnAsync);

    public Task DisableAsync(CancellationToken patience) => ModifyAsync(() => _switch.TurnOffAsync(patience));

    /// <summary>Ends at once; deliveries under way count as not made.</summary>
    public async ValueTask DisposeAsync() => await DisableAsync(MappingStop.AtOnce);

    private Task ModifyAsync(Func<Task> turn)
    {
        LastModified = _time.GetUtcNow();
        return turn();
    }
}
