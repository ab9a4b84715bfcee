using Onboarding.LocalAws.Lambda.EventSources.Redelivery;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// An event source mapping as the API knows it: settings, whether it is enabled, and where it stands. Safe for
/// concurrent use.
/// </summary>
internal sealed class StreamMapping : IEventSourceMapping
{
    private readonly MappingSwitch<MappingRun> _switch;
    private readonly IStreamSource _source;
    private readonly MappingContext _context;
    private volatile MappingCheckpoint _checkpoint;
    private volatile string _lastProcessingResult = ProcessingResult.None;

    public StreamMapping(StreamMappingSettings settings, IStreamSource source, MappingContext context)
    {
        Settings = settings;
        _source = source;
        _context = context;
        Gate = new MappingGate(context.Time.ClockOf(settings.Uuid, source.StreamArn));
        Redelivery = new RecordRedelivery(settings, source, context);
        LastModified = context.Time.GetUtcNow();
        // LATEST is decided here, not when the first read happens: what is written from now on is delivered.
        _checkpoint = context.Checkpoints.Find(settings.Uuid, source.StreamArn) ?? MappingCheckpoint.At(
            settings.StartingPosition == StartingPosition.LATEST ? source.Next : source.Oldest,
            settings.ParallelizationFactor);
        Advance(_checkpoint);
        _switch = new MappingSwitch<MappingRun>(
            () => new MappingRun(settings, source, new MappingProgress(_checkpoint, Advance), Gate, context),
            Keep,
            context.Switches.Begin(settings));
    }

    public StreamMappingSettings Settings { get; }

    MappingSettings IEventSourceMapping.Settings => Settings;

    /// <summary>Delivers records once more, beside the mapping's own work.</summary>
    public RecordRedelivery Redelivery { get; }

    public MappingGate Gate { get; }

    public DateTimeOffset LastModified { get; private set; }

    public bool IsEnabled => _switch.Run is not null;

    public MappingCheckpoint Checkpoint => _switch.Run?.Checkpoint ?? _checkpoint;

    /// <summary>Records of the stream, matching or not, that come after the slowest lane's checkpoint.</summary>
    public ulong Lag => _source.Next - Math.Min(Checkpoint.Oldest, _source.Next);

    public TimeSpan? OldestAge => _source.Read(Checkpoint.Oldest, countMax: 1).Records is [var oldest, ..]
        ? Gate.Clock.AgeOf(oldest.CreatedAt)
        : TimeSpan.Zero;

    public int OpenCount => _switch.Run?.OpenCount ?? 0;

    public string LastProcessingResult => _switch.Run?.LastProcessingResult ?? _lastProcessingResult;

    /// <summary>Goes on from the checkpoint.</summary>
    public Task EnableAsync()
    {
        LastModified = _context.Time.GetUtcNow();
        return _switch.TurnOnAsync();
    }

    public Task DisableAsync(CancellationToken patience)
    {
        LastModified = _context.Time.GetUtcNow();
        return _switch.TurnOffAsync(patience);
    }

    /// <summary>Ends at once; deliveries under way count as not made.</summary>
    public async ValueTask DisposeAsync() => await DisableAsync(MappingStop.AtOnce);

    private void Keep(MappingRun ended)
    {
        _lastProcessingResult = ended.LastProcessingResult;
        _checkpoint = ended.Checkpoint;
        Advance(_checkpoint);
    }

    private void Advance(MappingCheckpoint checkpoint) =>
        _context.Checkpoints.Advance(Settings.Uuid, _source.StreamArn, checkpoint);
}
