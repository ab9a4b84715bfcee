using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).</summary>
public sealed class RetryTests
{
    private readonly WaitingTime _time = new();

    [Fact]
    public async Task Asks_again_until_the_target_takes_the_event()
    {
        var targets = new Targets(refusals: 3, _time);
        await using var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn" }));
        await PassAsync(() => targets.Attempts.Count == 4);
        Assert.Empty(targets.DeadLetters);
        // Exponential with jitter: the second pause is between one and two seconds.
        var pauses = targets.Attempts.Zip(targets.Attempts.Skip(1), (a, b) => (b - a).TotalSeconds).ToArray();
        Assert.InRange(pauses[0], 0.5, 1.5);
        Assert.InRange(pauses[1], 1, 2.5);
        Assert.InRange(pauses[2], 2, 4.5);
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_it_after_the_last_retry()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        await using var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(
            new EventTarget { Id = "t", Arn = "arn", RetryAttempts = 2, DeadLetterArn = "dead" }));
        await PassAsync(() => !targets.DeadLetters.IsEmpty);
        Assert.Equal(3, targets.Attempts.Count);
        Assert.Equal(
            "ERROR_CODE=THROTTLING;ERROR_MESSAGE=busy;EXHAUSTED_RETRY_CONDITION=MaximumRetryAttempts;"
            + "RETRY_ATTEMPTS=2;RULE_ARN=rule;TARGET_ARN=arn",
            Assert.Single(targets.DeadLetters));
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_it_when_it_is_too_old()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        await using var deliveries = Deliveries(targets);
        var start = _time.GetUtcNow();
        deliveries.Start(Delivery(
            new EventTarget { Id = "t", Arn = "arn", EventAgeSeconds = 60, DeadLetterArn = "dead" }));
        await PassAsync(() => !targets.DeadLetters.IsEmpty);
        Assert.Contains(
            "EXHAUSTED_RETRY_CONDITION=MaximumEventAgeInSeconds", Assert.Single(targets.DeadLetters),
            StringComparison.Ordinal);
        Assert.InRange(targets.Attempts.Last() - start, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public void Lasts_about_a_day_by_default()
    {
        var random = RandomSource.Seeded(7);
        var target = new EventTarget { Id = "t", Arn = "arn" };
        var all = TimeSpan.FromTicks(Enumerable.Range(0, target.RetryAttemptsMax)
            .Sum(retries => RetryDelay.Next(retries, random).Ticks));
        Assert.InRange(all, TimeSpan.FromHours(18), target.EventAgeMax);
    }

    [Fact]
    public async Task Forgets_waiting_events_when_the_host_stops()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn", DeadLetterArn = "dead" }));
        await PassAsync(() => targets.Attempts.Count > 1);
        await deliveries.DisposeAsync();
        Assert.Empty(targets.DeadLetters);
    }

    private Deliveries Deliveries(Targets targets) =>
        new(targets, _time, RandomSource.Seeded(1), NullLogger<Deliveries>.Instance);

    private TargetDelivery Delivery(EventTarget target) => new(
        new EventRule
        {
            Bus = "default",
            Name = "r",
            Arn = "rule",
            PatternText = "",
            Pattern = EventPattern.Parse("""{"source":["s"]}"""),
        },
        target)
    {
        EventId = "1",
        Event = "{}"u8.ToArray(),
        Payload = "{}"u8.ToArray(),
        AcceptedAt = _time.GetUtcNow(),
        Parent = default(ActivityContext),
        Published = default(ActivityContext),
    };

    /// <summary>Lets time pass while a delivery waits for it, and only then.</summary>
    private async Task PassAsync(Func<bool> isDone)
    {
        while (!isDone())
        {
            if (_time.IsWaitedFor) _time.Advance(TimeSpan.FromMilliseconds(250));
            else await Task.Yield();
        }
    }

    /// <summary>A manual clock that knows whether somebody waits for it.</summary>
    private sealed class WaitingTime : TimeProvider
    {
        private readonly ManualTime _time = new();
        private int _timers;

        public bool IsWaitedFor => Volatile.Read(ref _timers) > 0;

        public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

        public void Advance(TimeSpan by) => _time.Advance(by);

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(_time.CreateTimer(callback, state, dueTime, period), this);
            Interlocked.Increment(ref _timers);
            return timer;
        }

        private sealed class Timer(ITimer timer, WaitingTime owner) : ITimer
        {
            private int _isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isDisposed, 1) == 0) Interlocked.Decrement(ref owner._timers);
                timer.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class Targets(int refusals, TimeProvider time) : IEventTargets
    {
        public ConcurrentQueue<DateTimeOffset> Attempts { get; } = [];

        public ConcurrentQueue<string> DeadLetters { get; } = [];

        public ValueTask<TargetAnswer> DeliverAsync(
            string targetArn, ReadOnlyMemory<byte> payload, CancellationToken stop)
        {
            Attempts.Enqueue(time.GetUtcNow());
            return ValueTask.FromResult<TargetAnswer>(Attempts.Count > refusals
                ? new TargetAnswer.Taken()
                : new TargetAnswer.Refused("THROTTLING", "busy", IsFinal: false));
        }

        public bool TryDeadLetter(
            string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes)
        {
            DeadLetters.Enqueue(string.Join(';', attributes.Select(a => $"{a.Key}={a.Value}").Order()));
            return true;
        }
    }
}
