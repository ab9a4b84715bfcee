using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.EventBridge.Scheduling;

/// <summary>
/// Makes the events of rules with a schedule (docs/adr/0029-run-schedules-by-the-calendar.md). Occurrences are moments
/// of the calendar. Each look delivers those since the look before, so that a clock that a test turns by an hour brings
/// the hour's events. What fell into a stop (downtime, suspend, a debugger) is not made up for, but for the minute
/// within which AWS delivers anyway: a stall of a busy machine loses nothing.
/// </summary>
internal sealed partial class ScheduledRules(
    EventBridgeStore store,
    EventRouter router,
    AwsScope scope,
    RunningTime time,
    RandomSource random,
    ILogger<ScheduledRules> logger) : IAsyncDisposable
{
    /// <summary>Of one rule in one look: a clock that is turned by years must end the look some time.</summary>
    public const int AtOnceMax = 1_000;

    /// <summary>
    /// Timers count running time, occurrences are of the calendar: behind a suspend the two differ, so that no wait is
    /// long.
    /// </summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    /// <summary>"Runs within that minute, but not on the precise 0th second" (eb-create-rule-schedule).</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Lock _lock = new();
    private Task? _running;

    /// <summary>From here on occurrences are delivered; a second call changes nothing.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _running ??= RunAsync(time.Look().At, time.JumpCount, _stop.Token);
        }
    }

    /// <summary>A schedule was put or enabled, and may be due before the one that is waited for.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
        _stop.Dispose();
        _changed.Dispose();
    }

    private async Task RunAsync(DateTimeOffset last, int jumps, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var now = time.Look().At;
                var hasStopped = time.JumpCount != jumps;
                if (Deliver(hasStopped && now - last > Precision ? now - Precision : last, now))
                {
                    (last, jumps) = (now, time.JumpCount);
                    await WaitAsync(last, stop);
                }
                else
                {
                    await Task.Delay(Precision, time, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <returns>False where something went wrong, and the next look has to try again.</returns>
    private bool Deliver(DateTimeOffset last, DateTimeOffset now)
    {
        try
        {
            foreach (var rule in Scheduled())
            {
                Deliver(rule, last, now);
            }

            return true;
        }
        catch (Exception e)
        {
            LogFault(logger, e);
            return false;
        }
    }

    private void Deliver(EventRule rule, DateTimeOffset last, DateTimeOffset now)
    {
        var count = 0;
        // A rule's own beginning may lie behind the last look, and nothing before it is due.
        var after = rule.Schedule!.Since > last ? rule.Schedule.Since : last;
        while (rule.Schedule.Next(after) is { } due && due <= now)
        {
            if (++count > AtOnceMax)
            {
                LogTooMany(logger, rule.Name, due, now);
                return;
            }

            router.Deliver(rule, ArrivalOf(rule, due, now));
            after = due;
        }
    }

    /// <summary>
    /// <c>{"detail-type":"Scheduled Event","source":"aws.events","resources":["{rule}"],"detail":{}, …}</c> (recorded),
    /// at the moment for which it was scheduled.
    /// </summary>
    private EventArrival ArrivalOf(EventRule rule, DateTimeOffset due, DateTimeOffset now)
    {
        var id = random.NextGuid().ToString();
        var entry = new EventEntry
        {
            Source = "aws.events",
            DetailType = "Scheduled Event",
            Detail = "{}",
            Bus = rule.Bus,
            Resources = [rule.Arn],
            Time = due,
        };
        return new EventArrival
        {
            EventId = id,
            Id = id,
            Bus = rule.Bus,
            Event = EventEnvelope.Write(entry, id, now, scope),
            At = now,
        };
    }

    private async Task WaitAsync(DateTimeOffset last, CancellationToken stop)
    {
        DateTimeOffset? next = null;
        foreach (var rule in Scheduled())
        {
            var due = rule.Schedule!.Next(rule.Schedule.Since > last ? rule.Schedule.Since : last);
            next = next < due ? next : due ?? next;
        }

        if (next is not { } first)
        {
            await _changed.WaitAsync(stop);
            return;
        }

        var left = first - time.GetUtcNow();
        var wait = left > WaitMax ? WaitMax : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var changed = _changed.WaitAsync(either.Token);
        await Task.WhenAny(Task.Delay(TimerDuration.ToPass(wait), time, either.Token), changed);
        await either.CancelAsync();
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>On the default bus only, as in AWS.</summary>
    private IEnumerable<EventRule> Scheduled() =>
        store.Rules(EventBus.DefaultName)!.Where(rule => rule is { IsEnabled: true, Schedule: not null });

    [LoggerMessage(Level = LogLevel.Error, Message = "a schedule could not be delivered; it is tried again")]
    private static partial void LogFault(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the rule {Rule} was due more than a thousand times at once: "
        + "what it was due for from {Due} to {Now} is left out")]
    private static partial void LogTooMany(ILogger logger, string rule, DateTimeOffset due, DateTimeOffset now);
}
