using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Archives;

/// <summary>
/// Replays under way, a task each. How far one came is kept after each hundred events: after a kill it goes on there,
/// and its targets get some events twice ("at least once").
/// </summary>
internal sealed partial class ReplayRuns(
    EventReplays replays,
    EventBridgeStore store,
    ArchivedEvents archived,
    EventRouter router,
    TimeProvider time,
    RandomSource random,
    ILogger<ReplayRuns> logger) : IAsyncDisposable
{
    private const int AtOnce = 100;

    private readonly ConcurrentDictionary<string, Task> _running = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts one that is stored; one that runs already goes on.</summary>
    public void Start(string name)
    {
        // It begins on another thread, since the one here has a request to answer: STARTING.
        var run = _running.GetOrAdd(name, replay => Task.Run(() => TryRun(replay, _stop.Token)));
        if (run.IsCompleted)
        {
            // It ended before it could be found there to be removed.
            _running.TryRemove(KeyValuePair.Create(name, run));
        }
    }

    /// <summary>Goes on with what an earlier process left.</summary>
    public void Resume()
    {
        foreach (var replay in replays.All.Where(r => !r.HasEnded))
        {
            Start(replay.Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
        _stop.Dispose();
    }

    private void TryRun(string name, CancellationToken stop)
    {
        try
        {
            Run(name, stop);
        }
        catch (Exception e)
        {
            LogFault(logger, e, name);
        }
        finally
        {
            _running.TryRemove(name, out _);
        }
    }

    private void Run(string name, CancellationToken stop)
    {
        if (replays.Find(name) is not { } replay)
        {
            return;
        }

        var archive = store.FindArchive(replay.ArchiveName);
        var events = archive?.Id == replay.ArchiveId
            ? archived.Between(archive, replay.EventStartTime, replay.EventEndTime).Where(replay.IsAhead)
            : [];
        foreach (var some in events.Chunk(AtOnce))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            // Another call has ended it or forgot it, or is about to.
            if (replays.Find(name) is not { State: ReplayState.Starting or ReplayState.Running } current)
            {
                break;
            }

            foreach (var one in some)
            {
                Send(current, one);
            }

            replays.Change(name, r => r.State == ReplayState.Cancelling ? r : r.Running(some[^1]));
        }

        replays.Change(name, r => r.Ended(time.GetUtcNow()));
    }

    private void Send(EventReplay replay, ArchivedEvent archivedEvent)
    {
        using var document = JsonDocument.Parse(archivedEvent.Event, EventEnvelope.DocumentOptions);
        router.Route(new EventArrival
        {
            EventId = document.RootElement.GetProperty("id"u8).GetString()!,
            Id = random.NextGuid().ToString(),
            Bus = replay.Bus,
            Event = EventEnvelope.Replayed(document.RootElement, replay.Name),
            At = time.GetUtcNow(),
            Parent = EventTraceContext.Of(document.RootElement.GetProperty("detail"u8), traceHeader: null),
            RuleArns = replay.FilterArns.Count == 0 ? null : replay.FilterArns,
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the replay {Replay} failed; the next host goes on with it")]
    private static partial void LogFault(ILogger logger, Exception exception, string replay);
}
