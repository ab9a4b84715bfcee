using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// One mapping at work until it is stopped: as many workers as it may run batches at once. They gather one after
/// another, so that a batch is as full as the queue allows, and deliver side by side.
/// </summary>
internal sealed partial class QueueRun : IMappingRun
{
    private readonly SemaphoreSlim _gathering = new(1, 1);
    private readonly MappingStop _stop;
    private readonly QueueBatches _batches;
    private readonly QueueDelivery _delivery;
    private readonly Task _workers;
    private int _open;

    public QueueRun(QueueMappingSettings settings, IMessageQueue queue, MappingGate gate, MappingContext context)
    {
        _stop = new MappingStop();
        _batches = new QueueBatches(settings, queue, gate, context.Time);
        _delivery = new QueueDelivery(settings, queue, _stop, context);
        _workers = Task.WhenAll([.. Enumerable.Range(0, settings.Concurrency)
            .Select(_ => SteadyLoop.RunAsync(WorkAsync, LogFault, context, _stop.NewWork))]);
    }

    /// <summary>Messages that the function has now.</summary>
    public int OpenCount => Volatile.Read(ref _open);

    public string LastProcessingResult => _delivery.LastProcessingResult;

    public bool IsStopping => _stop.NewWork.IsCancellationRequested;

    public Task StopAsync(CancellationToken patience) => _stop.EndAsync(_workers, patience);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(MappingStop.AtOnce);
        _gathering.Dispose();
    }

    private async Task<bool> WorkAsync()
    {
        var batch = await GatherAsync();
        Interlocked.Add(ref _open, batch.Count);
        try
        {
            await _delivery.RunAsync(batch);
        }
        finally
        {
            Interlocked.Add(ref _open, -batch.Count);
        }

        return true;
    }

    private async Task<IReadOnlyList<QueueMessage>> GatherAsync()
    {
        await _gathering.WaitAsync(_stop.NewWork);
        try
        {
            return await _batches.TakeAsync(_stop.NewWork);
        }
        finally
        {
            _gathering.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An event source mapping of a queue cannot deliver")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
