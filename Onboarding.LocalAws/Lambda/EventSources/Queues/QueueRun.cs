using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.EventSources.Queues;

/// <summary>
/// One mapping at work until it is stopped: as many workers as it may run batches at once. They gather one after
/// another, so that a batch is as full as the queue allows, and deliver side by side.
/// </summary>
internal sealed partial class QueueRun : IAsyncDisposable
{
    private readonly SemaphoreSlim _gathering = new(1, 1);
    private readonly CancellationTokenSource _newWork = new();
    private readonly CancellationTokenSource _workInFlight = new();
    private readonly QueueBatches _batches;
    private readonly QueueDelivery _delivery;
    private readonly MappingPorts _ports;
    private readonly Task _workers;
    private int _open;

    public QueueRun(QueueMappingSettings settings, IMessageQueue queue, MappingGate gate, MappingPorts ports)
    {
        _ports = ports;
        _batches = new QueueBatches(settings, queue, gate, ports.Time);
        _delivery = new QueueDelivery(
            settings, queue, new MappingStop(_newWork.Token, _workInFlight.Token), ports);
        _workers = Task.WhenAll([.. Enumerable.Range(0, settings.Concurrency)
            .Select(_ => SteadyLoop.RunAsync(WorkAsync, LogFault, ports, _newWork.Token))]);
    }

    /// <summary>Messages that the function has now.</summary>
    public int OpenCount => Volatile.Read(ref _open);

    public string LastProcessingResult => _delivery.LastProcessingResult;

    /// <inheritdoc cref="MappingRun.StopAsync"/>
    public async Task StopAsync(TimeSpan patience)
    {
        _newWork.Cancel();
        await using var timer = _ports.Time.CreateTimer(
            _ => _workInFlight.Cancel(), null, patience, Timeout.InfiniteTimeSpan);
        await _workers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _newWork.Dispose();
        _workInFlight.Dispose();
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
        await _gathering.WaitAsync(_newWork.Token);
        try
        {
            return await _batches.TakeAsync(_newWork.Token);
        }
        finally
        {
            _gathering.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An event source mapping of a queue cannot deliver")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
