using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>
/// Every event on its way to a target. Each delivery is a task of its own, so that a target that fails delays neither
/// PutEvents nor another target. A target that does not take an event is asked again until the retries or the age of
/// its retry policy are used up; then the event goes to the dead-letter queue
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html). The first attempt is made
/// before PutEvents answers: targets only queue what they get, and what they have taken is then as durable as the
/// answer, as is what waits for another attempt. With a data folder that goes on in the next process.
/// </summary>
internal sealed partial class Deliveries(
    PendingDeliveries pending,
    IEventTargets targets,
    RunningTime time,
    RandomSource random,
    ILogger<Deliveries> logger)
    : IAsyncDisposable
{
    private static readonly TargetResult.Refused TooMany = new(
        "RESOURCE_LIMIT_EXCEEDED",
        $"Onboarding.LocalAws keeps at most {PendingDeliveries.PerTargetMax} events for one target.",
        IsFinal: true);

    private readonly ConcurrentDictionary<DeliveryKey, Task> _running = [];

    /// <summary>Not disposed, since an event may come while it is replaced; it holds nothing but memory.</summary>
    private CancellationTokenSource _stop = new();

    /// <summary>Returns once the target has taken the event, or another attempt is needed.</summary>
    public void Start(TargetDelivery delivery)
    {
        var run = RunAsync(delivery, _stop.Token);
        if (run.IsCompleted)
        {
            return;
        }

        _running[delivery.Key] = run;
        if (run.IsCompleted)
        {
            // It ended before it could be found there to be removed.
            _running.TryRemove(delivery.Key, out _);
        }
    }

    /// <summary>An event that its target is not even asked to take.</summary>
    public void Refuse(TargetDelivery delivery, TargetResult.Refused refused) =>
        GiveUp(delivery, refused, exhausted: null, retries: 0);

    /// <summary>
    /// Goes on with what waited when an earlier process ended, once its targets exist again: each is asked at once.
    /// </summary>
    public void Resume()
    {
        foreach (var delivery in pending.All.Where(d => !_running.ContainsKey(d.Key)))
        {
            Start(delivery);
        }
    }

    /// <summary>Forgets the events that wait.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _stop, new CancellationTokenSource()).Cancel();
        pending.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    private async Task RunAsync(TargetDelivery delivery, CancellationToken stop)
    {
        try
        {
            await DeliverAsync(delivery, stop);
            pending.End(delivery.Key);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (stop == _stop.Token)
            {
                LogStopped(logger, delivery.EventId, delivery.Target.Arn);
            }
            else
            {
                // A reset may have found it between its first refusal and its wait.
                pending.End(delivery.Key);
            }
        }
        catch (Exception e)
        {
            LogFault(logger, e, delivery.EventId, delivery.Target.Arn);
        }
        finally
        {
            _running.TryRemove(delivery.Key, out _);
        }
    }

    private async Task DeliverAsync(TargetDelivery delivery, CancellationToken stop)
    {
        for (var retries = delivery.Refusals; ; retries++)
        {
            if (await TryAsync(delivery, stop) is not TargetResult.Refused refused)
            {
                return;
            }

            var left = delivery.Target.EventAgeMax - time.Look().AgeOf(delivery.AcceptedAt);
            var exhausted = retries >= delivery.Target.RetryAttemptsMax ? DeadLetter.RetriesExhausted
                : left <= TimeSpan.Zero ? DeadLetter.AgeExceeded
                : null;
            if (refused.IsFinal || exhausted is not null)
            {
                GiveUp(delivery, refused, refused.IsFinal ? null : exhausted, retries);
                return;
            }

            if (!TryKeep(delivery, retries))
            {
                GiveUp(delivery, TooMany, exhausted: null, retries);
                return;
            }

            // The last attempt is made when the event's time is up, and not long before.
            var pause = RetryDelay.Next(retries, random);
            await Task.Delay(TimerDuration.ToPass(pause < left ? pause : left), time, stop);
        }
    }

    /// <returns>False where too many events wait for the target, this one not yet.</returns>
    private bool TryKeep(TargetDelivery delivery, int retries)
    {
        if (retries == 0)
        {
            return pending.TryAdd(delivery with { Refusals = 1 });
        }

        pending.Refuse(delivery.Key);
        return true;
    }

    private async Task<TargetResult> TryAsync(TargetDelivery delivery, CancellationToken stop)
    {
        using var span = StartSpan(delivery);
        var answer = await targets.DeliverAsync(delivery, stop);
        if (answer is TargetResult.Refused refused)
        {
            span?.SetTag("error.type", refused.Code);
            span?.SetStatus(ActivityStatusCode.Error, refused.Code);
        }

        return answer;
    }

    private void GiveUp(TargetDelivery delivery, TargetResult.Refused refused, string? exhausted, int retries)
    {
        var attributes = DeadLetter.Attributes(delivery, refused, exhausted, retries);
        var isKept = delivery.Target.DeadLetterArn is { } queue
            && targets.TryDeadLetter(queue, delivery.Event, attributes);
        if (isKept)
        {
            LogDeadLetter(logger, delivery.EventId, delivery.Target.Arn, refused.Code);
        }
        else
        {
            LogDropped(logger, delivery.EventId, delivery.Target.Arn, refused.Code, refused.Message);
        }
    }

    /// <summary>
    /// Continues the event's own trace, so that one registration stays one; linked to PutEvents, where that is another.
    /// </summary>
    private static Activity? StartSpan(TargetDelivery delivery)
    {
        // The current activity is the one of PutEvents, which has ended by now or soon will.
        Activity.Current = null;
        if (!EdgeTelemetry.Source.HasListeners())
        {
            return null;
        }

        ActivityLink[] links = delivery.Published != default && delivery.Published != delivery.Parent
            ? [new ActivityLink(delivery.Published)]
            : [];
        var span = EdgeTelemetry.Source.StartActivity(
            $"deliver {delivery.Rule}", ActivityKind.Consumer, delivery.Parent, tags: null, links);
        span?.SetTag("messaging.system", "aws.eventbridge");
        span?.SetTag("messaging.operation.type", "process");
        span?.SetTag("messaging.destination.name", delivery.Bus);
        span?.SetTag("messaging.message.id", delivery.EventId);
        span?.SetTag("aws.eventbridge.target", delivery.Target.Arn);
        return span;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "event {EventId} for {Target}: the host stops before another "
        + "attempt, which the next one makes if there is a data folder")]
    private static partial void LogStopped(ILogger logger, string eventId, string target);

    [LoggerMessage(Level = LogLevel.Error, Message = "event {EventId} for {Target}: the delivery failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string eventId, string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "event {EventId} for {Target} is a dead letter: {Code}")]
    private static partial void LogDeadLetter(ILogger logger, string eventId, string target, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "event {EventId} for {Target} is dropped: {Code} {Message}")]
    private static partial void LogDropped(
        ILogger logger, string eventId, string target, string code, string message);
}
