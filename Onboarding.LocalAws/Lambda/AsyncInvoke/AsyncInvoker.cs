using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>
/// Invocations whose caller does not wait. Each accepted event is a task of its own until it has ended; what a data
/// folder has kept goes on in the next process. Safe for concurrent use.
/// </summary>
/// <param name="durability">
/// A function sees an event only once the event is durable: what it calls outside, no crash here undoes.
/// </param>
internal sealed partial class AsyncInvoker(
    LambdaFunctions functions,
    AsyncEvents events,
    IDurability durability,
    RunningTime time,
    ILogger<AsyncInvoker> logger)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Not disposed, since an event may come while it is replaced; it holds nothing but memory.</summary>
    private CancellationTokenSource _stop = new();

    /// <summary>Set once, before anything is accepted: a function may be another's destination.</summary>
    public IAsyncDestinations? Destinations { private get; set; }

    /// <summary>Events that were ever accepted, and those of them that have not ended.</summary>
    public (long Accepted, int Open) Counts => (events.AcceptedCount, events.All.Count);

    /// <returns>False where too many events wait.</returns>
    public bool TryAccept(
        FunctionDefinition function, string requestId, ReadOnlyMemory<byte> payload, CallerContext caller)
    {
        var accepted = new AsyncEvent
        {
            RequestId = requestId,
            FunctionName = function.Name,
            Payload = payload,
            Caller = caller,
            AcceptedAt = time.GetUtcNow(),
            Parent = Activity.Current?.Context ?? default,
        };
        if (!events.TryAdd(accepted))
        {
            return false;
        }

        Start(accepted);
        return true;
    }

    /// <summary>Goes on with what an earlier process has accepted, once the functions exist again.</summary>
    public void Resume()
    {
        foreach (var accepted in events.All.Where(e => !_running.ContainsKey(e.RequestId)))
        {
            Start(accepted);
        }
    }

    /// <summary>Forgets the events that wait.</summary>
    public void Reset()
    {
        events.Clear();
        Interlocked.Exchange(ref _stop, new CancellationTokenSource()).Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    private void Start(AsyncEvent accepted)
    {
        var stop = _stop.Token;
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[accepted.RequestId] = RunAsync(accepted, begin.Task, stop);
        begin.SetResult();
    }

    private async Task RunAsync(AsyncEvent accepted, Task begin, CancellationToken stop)
    {
        await begin;
        try
        {
            await durability.WhenDurableAsync().WaitAsync(stop);
            await new AsyncDelivery(functions, events, Destinations!, time, logger).RunAsync(accepted, stop);
            events.End(accepted.RequestId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopped(
                logger,
                accepted.FunctionName,
                accepted.RequestId,
                durability.IsKept ? "goes on with the next start" : "is lost");
        }
        catch (Exception e)
        {
            LogFault(logger, e, accepted.FunctionName, accepted.RequestId);
        }
        finally
        {
            _running.TryRemove(accepted.RequestId, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId}: the host stops, the event {Fate}")]
    private static partial void LogStopped(ILogger logger, string function, string requestId, string fate);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} {RequestId}: asynchronous invocation failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string function, string requestId);
}
