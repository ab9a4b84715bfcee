using Onboarding.LocalAws.Lambda.EventSources.Redelivery;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// An event source mapping as the API knows it: settings, whether it is enabled, and where it stands. Safe for
/// concurrent use.
/// </summary>
internal sealed class StreamMapping : IEventSourceMapping
{
    private readonly Lock _lock = new();
    private readonly IStreamSource _source;
    private readonly MappingPorts _ports;
    private MappingCheckpoint _checkpoint;
    private MappingRun? _run;

    public StreamMapping(StreamMappingSettings settings, IStreamSource source, MappingPorts ports)
    {
        Settings = settings;
        _source = source;
        _ports = ports;
        Redelivery = new RecordRedelivery(settings, source, ports);
        LastModified = ports.Time.GetUtcNow();
        // LATEST is decided here, not when the first read happens: what is written from now on is delivered.
        _checkpoint = ports.Checkpoints.Find(settings.Uuid, source.StreamArn) ?? MappingCheckpoint.At(
            settings.StartingPosition == StartingPosition.LATEST ? source.Next : source.Oldest,
            settings.ParallelizationFactor);
        ports.Checkpoints.Advance(settings.Uuid, source.StreamArn, _checkpoint);
        if (settings.IsEnabled)
        {
            _run = new MappingRun(settings, source, _checkpoint, Gate, ports);
        }
    }

    public StreamMappingSettings Settings { get; }

    MappingSettings IEventSourceMapping.Settings => Settings;

    /// <summary>Delivers records once more, beside the mapping's own work.</summary>
    public RecordRedelivery Redelivery { get; }

    public MappingGate Gate { get; } = new();

    public DateTimeOffset LastModified { get; private set; }

    public bool IsEnabled
    {
        get
        {
            lock (_lock)
            {
                return _run is not null;
            }
        }
    }

    public MappingCheckpoint Checkpoint
    {
        get
        {
            lock (_lock)
            {
                return _run?.Checkpoint ?? _checkpoint;
            }
        }
    }

    /// <summary>Records of the stream, matching or not, that come after the slowest lane's checkpoint.</summary>
    public ulong Lag => _source.Next - Math.Min(Checkpoint.Oldest, _source.Next);

    public int OpenCount
    {
        get
        {
            lock (_lock)
            {
                return _run?.OpenCount ?? 0;
            }
        }
    }

    public string LastProcessingResult
    {
        get
        {
            lock (_lock)
            {
                return _run?.LastProcessingResult ?? "No records processed";
            }
        }
    }

    /// <summary>Goes on from the checkpoint.</summary>
    public void Enable()
    {
        lock (_lock)
        {
            LastModified = _ports.Time.GetUtcNow();
            _run ??= new MappingRun(Settings, _source, _checkpoint, Gate, _ports);
        }
    }

    /// <summary>Ends after the deliveries under way, at most after <paramref name="patience"/>.</summary>
    public async Task DisableAsync(TimeSpan patience)
    {
        MappingRun? run;
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
            _checkpoint = run.Checkpoint;
            _ports.Checkpoints.Advance(Settings.Uuid, _source.StreamArn, _checkpoint);
            _run = _run == run ? null : _run;
        }

        await run.DisposeAsync();
    }

    /// <summary>Ends at once; deliveries under way count as not made.</summary>
    public async ValueTask DisposeAsync() => await DisableAsync(TimeSpan.Zero);
}
