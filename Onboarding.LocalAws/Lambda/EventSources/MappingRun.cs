using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.EventSources.Windows;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>One mapping at work, from a checkpoint until it is stopped: a reader, and a loop for each lane.</summary>
/// <remarks>Its loops run on the starter's synchronization context, if any: simulations bring one.</remarks>
internal sealed partial class MappingRun : IMappingRun
{
    private readonly StreamLane[] _lanes;
    private readonly BatchDelivery[] _deliveries;
    private readonly StreamReader _reader;
    private readonly StreamMappingSettings _settings;
    private readonly IStreamSource _source;
    private readonly MappingContext _context;
    private readonly Action<MappingCheckpoint> _keep;
    private readonly MappingStop _stop;
    private readonly Task _loops;

    public MappingRun(
        StreamMappingSettings settings,
        IStreamSource source,
        MappingProgress progress,
        MappingGate gate,
        MappingContext context)
    {
        _settings = settings;
        _source = source;
        _context = context;
        _keep = progress.Keep;
        _stop = new MappingStop();
        _lanes = [.. Enumerable.Range(0, settings.ParallelizationFactor)
            .Select(_ => new StreamLane(settings, context.Time))];
        _deliveries = [.. _lanes.Select(_ => new BatchDelivery(settings, source, gate, _stop, context))];
        var start = progress.Start.ForLanes(_lanes.Length);
        _reader = new StreamReader(settings, source, _lanes, start, ReportTrimmedAsync);
        _loops = Task.WhenAll([.. _lanes.Zip(_deliveries, DeliverAsync), ReadAsync()]);
    }

    /// <summary>What is done for certain: lanes that have caught up stand where the reader stands.</summary>
    public MappingCheckpoint Checkpoint
    {
        get
        {
            // The reader's place must be known first: what it reads meanwhile is open in a lane.
            var read = _reader.Position;
            return new MappingCheckpoint([.. _lanes.Select(l => l.FirstOpen ?? read)]);
        }
    }

    /// <summary>Matching records that were read and are neither delivered nor discarded.</summary>
    public int OpenCount => _lanes.Sum(l => l.OpenCount);

    /// <summary>The worst of its lanes, in AWS's words.</summary>
    public string LastProcessingResult =>
        _deliveries.Select(d => d.LastProcessingResult).OrderByDescending(r => r, StringComparer.Ordinal).First();

    /// <summary>Completes when all of a stream that has ended is done, or when the run was stopped.</summary>
    public Task Completion => _loops;

    public bool IsStopping => _stop.NewWork.IsCancellationRequested;

    public Task StopAsync(CancellationToken patience) => _stop.EndAsync(_loops, patience);

    public async ValueTask DisposeAsync() => await StopAsync(MappingStop.AtOnce);

    private Task ReadAsync() => SteadyLoop.RunAsync(
        async () =>
        {
            await _reader.RunAsync(_stop.NewWork);
            Array.ForEach(_lanes, lane => lane.End());
            return false;
        },
        LogReaderFault,
        _context,
        _stop.NewWork);

    private Task DeliverAsync(StreamLane lane, BatchDelivery delivery)
    {
        var windows = new WindowedLane(_settings, lane, delivery);
        return SteadyLoop.RunAsync(
            async () =>
            {
                if (await windows.TryCloseAsync(_stop.NewWork))
                {
                    KeepCheckpoint();
                    return true;
                }

                if ((lane.Current ?? await lane.TakeBatchAsync(_stop.NewWork)) is not { } batch)
                {
                    return false;
                }

                windows.Open(batch);
                await delivery.RunAsync(batch, next =>
                {
                    lane.Advance(next);
                    KeepCheckpoint();
                });
                return true;
            },
            LogDeliveryFault,
            _context,
            _stop.NewWork);
    }

    private async Task ReportTrimmedAsync(TrimmedRange trimmed)
    {
        await new DiscardReport(_settings, _source, _context).TrimmedAsync(trimmed, _stop.WorkInFlight);
        _reader.SkipTo(trimmed.To);
        KeepCheckpoint();
    }

    private void KeepCheckpoint() => _keep(Checkpoint);

    [LoggerMessage(Level = LogLevel.Error, Message = "An event source mapping cannot read")]
    private static partial void LogReaderFault(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An event source mapping cannot deliver")]
    private static partial void LogDeliveryFault(ILogger logger, Exception exception);
}

/// <param name="Start">Where the run begins.</param>
/// <param name="Keep">Told each checkpoint that holds from then on; may be called from several threads.</param>
internal sealed record MappingProgress(MappingCheckpoint Start, Action<MappingCheckpoint> Keep);
